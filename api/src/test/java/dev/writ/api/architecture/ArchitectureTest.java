package dev.writ.api.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.writ.policy.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The service keeps the rules of its rooms, and each rule bites. */
class ArchitectureTest {
    private static final JavaClasses SERVICE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.writ.api");
    private static final JavaClasses FIXTURE = new ClassFileImporter().importPackages("dev.writ.roomfixture");

    private final RoomRules service = new RoomRules("dev.writ.api");
    private final RoomRules fixture = new RoomRules("dev.writ.roomfixture");

    @Test
    void theServiceKeepsEveryRule() {
        assertThat(SERVICE.contain("dev.writ.api.schema.Tables")).isTrue();
        for (ArchRule rule : List.of(
                service.controllersArePackagePrivate(),
                service.repositoriesArePackagePrivate(),
                service.generatedClassesStayInRepositories(),
                service.platformKnowsNoRoom(),
                service.roomsAreFreeOfCycles(),
                service.nothingIsInjectedIntoFields(),
                service.theEngineIsBehindThePolicySets())) {
            rule.check(SERVICE);
        }
    }

    @Test
    void eachRuleBites() {
        assertBites(fixture.controllersArePackagePrivate(), "PublicController");
        assertBites(fixture.repositoriesArePackagePrivate(), "PublicRepository");
        assertBites(fixture.generatedClassesStayInRepositories(), "PublicController");
        assertBites(fixture.platformKnowsNoRoom(), "Upward");
        assertBites(fixture.roomsAreFreeOfCycles(), "Cycle detected");
        assertBites(fixture.nothingIsInjectedIntoFields(), "PublicController.table");
    }

    @Test
    void theRuleAboutTheEngineBites() {
        JavaClasses outside = new ClassFileImporter().importClasses(ArchitectureTest.class);
        assertThat(Decision.class.getPackageName()).isEqualTo("dev.writ.policy");
        assertBites(service.theEngineIsBehindThePolicySets(), "ArchitectureTest", outside);
    }

    private static void assertBites(ArchRule rule, String offender) {
        assertBites(rule, offender, FIXTURE);
    }

    private static void assertBites(ArchRule rule, String offender, JavaClasses classes) {
        assertThatThrownBy(() -> rule.check(classes))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(offender)
                .hasMessageContaining("because");
    }
}
