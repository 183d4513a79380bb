package dev.writ.api.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.lang.ArchRule;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Repository;
import org.springframework.web.bind.annotation.RestController;

/**
 * The rules, for the packages below one root.
 *
 * @param root {@code dev.writ.api}, or the fixture
 */
record RoomRules(String root) {
    ArchRule controllersArePackagePrivate() {
        return classes()
                .that()
                .areAnnotatedWith(RestController.class)
                .should()
                .bePackagePrivate()
                .because("a controller is called by HTTP only; what others need belongs into a service of the room");
    }

    ArchRule repositoriesArePackagePrivate() {
        return classes()
                .that()
                .areAnnotatedWith(Repository.class)
                .should()
                .bePackagePrivate()
                .because("a room's rows are changed by that room only");
    }

    ArchRule generatedClassesStayInRepositories() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(root + ".schema..")
                .and()
                .haveSimpleNameNotEndingWith("Repository")
                .and()
                .doNotHaveSimpleName("JooqLedgerStore")
                .and()
                .doNotHaveSimpleName("JooqAppend")
                .and()
                .doNotHaveSimpleName("LedgerRows")
                .and()
                .doNotHaveSimpleName("Receipts")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".schema..")
                .because("SQL is written in repositories and in the ledger's store, so that the schema can change");
    }

    ArchRule platformKnowsNoRoom() {
        return noClasses()
                .that()
                .resideInAPackage(root + ".platform..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        root + ".access..",
                        root + ".approval..",
                        root + ".audit..",
                        root + ".catalog..",
                        root + ".decision..",
                        root + ".evidence..",
                        root + ".identity..",
                        root + ".notification..",
                        root + ".operation..",
                        root + ".permit..",
                        root + ".policyset..",
                        root + ".other..")
                .because("every room stands on the platform; what it needs of a room it names as a port");
    }

    ArchRule roomsAreFreeOfCycles() {
        return slices().matching(root + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("a room can be understood, tested and replaced without the rooms that stand on it");
    }

    ArchRule nothingIsInjectedIntoFields() {
        return fields().should()
                .notBeAnnotatedWith(Autowired.class)
                .because("a constructor says what a class needs, and a test can call it");
    }

    ArchRule theEngineIsBehindThePolicySets() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(root + ".policyset..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.writ.policy..")
                .because("rooms ask a policy set; which engine answers is decided in one place");
    }
}
