package dev.writ.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of {@link Rooms}, held by the real classes and broken by the fixture. */
class ArchitectureTest {
    private static final String ROOT = "dev.writ.cli";
    private static final String FIXTURE = "dev.writ.cli.fixture";

    private static final JavaClasses REAL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);
    private static final JavaClasses BROKEN = new ClassFileImporter().importPackages(FIXTURE);

    private static Set<String> features() {
        return Rooms.MAY_USE.keySet();
    }

    @Test
    void theServiceIsNeverImported() {
        Rooms.neverTheService(ROOT).check(REAL);

        assertThatThrownBy(() -> Rooms.neverTheService(FIXTURE).check(BROKEN))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("UsesTheService");
    }

    @Test
    void theLedgersWriterIsNeverImported() {
        Rooms.neverTheWriter(ROOT).check(REAL);

        assertThatThrownBy(() -> Rooms.neverTheWriter(FIXTURE).check(BROKEN))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("UsesTheWriter");
    }

    @ParameterizedTest
    @MethodSource("features")
    void aFeatureUsesWhatItsListSays(String feature) {
        Rooms.feature(ROOT, feature).allowEmptyShould(true).check(REAL);
    }

    @Test
    void aFeatureThatUsesAnotherIsFound() {
        assertThatThrownBy(() -> Rooms.feature(FIXTURE, "key").check(BROKEN))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("UsesTheDemo");
    }

    @Test
    void everyPackageIsInTheList() {
        assertThat(REAL.stream()
                        .map(type -> type.getPackageName().substring(ROOT.length()))
                        .filter(name -> !name.isEmpty())
                        .map(name -> name.substring(1).replaceFirst("\\..*", ""))
                        .collect(Collectors.toSet()))
                .isSubsetOf(features());
    }
}
