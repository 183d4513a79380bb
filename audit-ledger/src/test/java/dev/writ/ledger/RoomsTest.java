package dev.writ.ledger;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Which room of the ledger may use which: an allow-list. The packages below {@code dev.writ.ledger.rooms} in the test sources
 * break every rule on purpose, so that a rule that no longer bites is noticed.
 */
class RoomsTest {
    private static final String ROOT = "dev.writ.ledger";
    private static final String BROKEN = "dev.writ.ledger.rooms";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
            .importPackages(ROOT);

    private static final JavaClasses FIXTURES = new ClassFileImporter().importPackages(BROKEN);

    private static final List<Room> ROOMS = List.of(
            Room.of("merkle", "hashing and proofs are pure, so that everybody can trust them alone"),
            Room.of("durable", "writing files whole knows nothing of logs", "merkle"),
            Room.of("entry", "an entry is bytes; who stores or signs it is not its business", "merkle"),
            Room.of("note", "a checkpoint speaks of a tree and is signed by keys in files", "merkle", "durable"),
            Room.of("tile", "tiles are files of hashes and entries as bytes", "merkle"),
            Room.of("pack", "a file that proves something must be readable by everybody alone", "merkle", "entry"),
            Room.of(
                    "dsse",
                    "a signed statement is bytes; whose signature counts is not its business",
                    "merkle",
                    "entry"),
            Room.of(
                    "permit",
                    "whoever deploys verifies a permit without the log, so its format and its verifier know only formats",
                    "merkle",
                    "entry",
                    "note",
                    "dsse"),
            Room.of("store", "a database that sees bytes and hashes needs no knowledge of formats", "merkle", "entry"),
            Room.of(
                    "keys",
                    "who signs is what entries say; how they are used is not its business",
                    "merkle",
                    "entry",
                    "note",
                    "store"),
            Room.of(
                    "publish",
                    "what is shown is read from the store and put into files",
                    "merkle",
                    "durable",
                    "entry",
                    "note",
                    "tile",
                    "pack",
                    "store",
                    "keys"),
            Room.of(
                    "log",
                    "the writer appends and signs; what is shown to the world is not its business",
                    "merkle",
                    "durable",
                    "entry",
                    "note",
                    "store",
                    "keys"),
            Room.of(
                    "verify",
                    "a verifier that shares code with the writer would share its mistakes",
                    "merkle",
                    "entry",
                    "note",
                    "tile",
                    "pack"));

    /** A room and the rooms that it may use. */
    record Room(String name, String because, List<String> allowed) {
        static Room of(String name, String because, String... allowed) {
            return new Room(name, because, List.of(allowed));
        }

        ArchRule rule(String root) {
            List<String> packages = new ArrayList<>();
            packages.add(root + "." + name);
            allowed.forEach(room -> packages.add(ROOT + "." + room));
            String[] own = packages.toArray(String[]::new);
            return noClasses()
                    .that()
                    .resideInAPackage(root + "." + name)
                    .should()
                    .dependOnClassesThat(resideInAPackage(ROOT + "..").and(resideOutsideOfPackages(own)))
                    .because(because);
        }
    }

    private static com.tngtech.archunit.base.DescribedPredicate<com.tngtech.archunit.core.domain.JavaClass>
            resideOutsideOfPackages(String... packages) {
        return Stream.of(packages)
                .map(name -> resideOutsideOfPackage(name))
                .reduce((one, two) -> one.and(two))
                .orElseThrow();
    }

    private static ArchRule libraries(String root) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.jspecify.annotations",
                        "tools.jackson.core..",
                        "org.bouncycastle.crypto..",
                        ROOT + "..")
                .because("the ledger must be readable as a whole: no Spring, no SQL, no policy engine");
    }

    private static ArchRule cryptography(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .and()
                .resideOutsideOfPackage(root + ".note")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..")
                .because("signatures are made and checked in one room");
    }

    private static ArchRule reflection(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.reflect")
                .because("what runs must be visible in the source");
    }

    @ParameterizedTest
    @FieldSource("ROOMS")
    void everyRoomUsesOnlyWhatItMay(Room room) {
        assertThat(MAIN.stream().anyMatch(c -> c.getPackageName().equals(ROOT + "." + room.name)))
                .as("the room %s exists", room.name)
                .isTrue();
        room.rule(ROOT).check(MAIN);
    }

    @Test
    void everyPackageIsARoom() {
        assertThat(MAIN.stream().map(c -> c.getPackageName()).distinct())
                .allMatch(name ->
                        name.equals(ROOT) || ROOMS.stream().anyMatch(room -> name.equals(ROOT + "." + room.name)));
    }

    @Test
    void theWholeModuleKeepsItsRules() {
        libraries(ROOT).check(MAIN);
        cryptography(ROOT).check(MAIN);
        reflection(ROOT).check(MAIN);
    }

    @Test
    void everyRuleBites() {
        ROOMS.forEach(room -> assertBites(room.rule(BROKEN)));
        assertBites(libraries(BROKEN));
        assertBites(cryptography(BROKEN));
        assertBites(reflection(BROKEN));
    }

    private static void assertBites(ArchRule rule) {
        assertThatThrownBy(() -> rule.check(FIXTURES))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("was violated");
    }
}
