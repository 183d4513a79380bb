package dev.writ.policy.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

    private static final String ROOT = "dev.writ.policy";
    private static final String BROKEN = ROOT + ".arch.broken";
    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** A rule, made for the packages below a root, and the root of the classes that break it. */
    static Stream<Arguments> rules() {
        return Stream.of(
                Arguments.of("stages", (Rule) ArchitectureTest::stages),
                Arguments.of("cycle", (Rule) ArchitectureTest::noCycles),
                Arguments.of("outside", (Rule) ArchitectureTest::nothingFromOutside),
                Arguments.of("state", (Rule) ArchitectureTest::noStaticState),
                Arguments.of("reflection", (Rule) ArchitectureTest::noReflection));
    }

    interface Rule {
        ArchRule below(String root);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theEngineKeepsTheRule(String name, Rule rule) {
        rule.below(ROOT).check(ENGINE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theRuleBites(String name, Rule rule) {
        String root = BROKEN + "." + name;
        JavaClasses broken = new ClassFileImporter().importPackages(root);

        assertThat(broken).as("classes that break the rule").isNotEmpty();
        assertThat(rule.below(root).evaluate(broken).hasViolation())
                .as("the rule finds what breaks it")
                .isTrue();
    }

    @Test
    void anUnknownStageIsAViolation() {
        assertThat(Stages.isKnown(Stages.of(ROOT, ROOT + ".cleverness"))).isFalse();
    }

    private static ArchRule stages(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(onlyUseStagesTheyMay(root))
                .because(
                        "each stage may use only those to its left, so that any stage can be replaced or tested alone");
    }

    private static ArchRule noCycles(String root) {
        return slices().matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("packages that need each other are one package in disguise");
    }

    private static ArchRule nothingFromOutside(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "java.sql..",
                        "javax.sql..",
                        "org.jooq..",
                        "dev.writ.ledger..",
                        "dev.writ.api..",
                        "dev.writ.cli..")
                .because("the engine is a library: it runs inside of a CLI, a test or a service alike");
    }

    private static ArchRule noStaticState(String root) {
        return fields().that()
                .areDeclaredInClassesThat()
                .resideInAPackage(root + "..")
                .and()
                .areStatic()
                .should()
                .beFinal()
                .because("evaluations run side by side and must not see each other");
    }

    private static ArchRule noReflection(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.lang.reflect..")
                .because("what is called must be found by reading the code");
    }

    private static ArchCondition<JavaClass> onlyUseStagesTheyMay(String root) {
        return new ArchCondition<>("only use the stages they may") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                String from = Stages.of(root, user.getPackageName());
                if (!Stages.isKnown(from)) {
                    events.add(
                            SimpleConditionEvent.violated(user, user.getName() + " is in the unknown stage " + from));
                }
                for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                    String target = dependency.getTargetClass().getPackageName();
                    if (isBelow(root, target) && !Stages.mayUse(from, Stages.of(root, target))) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    private static boolean isBelow(String root, String packageName) {
        return packageName.equals(root) || packageName.startsWith(root + ".");
    }
}
