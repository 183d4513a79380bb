package dev.writ.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who may import whom in the command line, for a root package, so that the rules can be tried on a fixture. */
final class Rooms {
    /** Feature packages with the feature packages they may use; each uses the root package as well. */
    static final Map<String, List<String>> MAY_USE = Map.of(
            "http", List.of(),
            "key", List.of("http"),
            "evidence", List.of("http", "key"),
            "gate", List.of("http", "key", "evidence"),
            "serve", List.of(),
            "ledger", List.of("http", "serve"),
            "permit", List.of("http", "ledger"),
            "policy", List.of(),
            "demo", List.of("http", "key", "evidence", "gate", "serve", "ledger"));

    private Rooms() {}

    static ArchRule neverTheService(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.writ.api..", root + ".api..", "org.springframework..", "org.jooq..")
                .because(
                        "the service is a process or a URL to the command line, and so can be exchanged for another version");
    }

    static ArchRule feature(String root, String name) {
        List<String> allowed = new ArrayList<>(List.of(root, root + "." + name + ".."));
        MAY_USE.getOrDefault(name, List.of()).forEach(other -> allowed.add(root + "." + other + ".."));
        DescribedPredicate<JavaClass> others = resideInAPackage(root + "..")
                .and(DescribedPredicate.not(resideInAnyPackage(allowed.toArray(String[]::new))));
        return noClasses()
                .that()
                .resideInAPackage(root + "." + name + "..")
                .should()
                .dependOnClassesThat(others)
                .because("a feature is read, changed and removed alone; what it may use is the list in Rooms");
    }

    static ArchRule neverTheWriter(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.writ.ledger.log..", "dev.writ.ledger.store..", root + ".writer..")
                .because("a verifier that shares code with the writer would share its mistakes");
    }
}
