package dev.writ.api.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path dir = Path.of("");

    @Test
    void aNewFolderIsForItsOwnerOnly() throws IOException {
        Path path = dir.resolve("a/b");
        try (DataFolder folder = DataFolder.open(path)) {
            assertThat(folder.path()).isEqualTo(path);
            assertThat(Files.getPosixFilePermissions(path)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aFolderOfItsOwnAndTheDatabaseAreClosedToOthers() throws IOException {
        var open = PosixFilePermissions.fromString("rwxr-xr-x");
        Files.setPosixFilePermissions(dir, open);
        closedDatabase();
        assertThat(Files.getPosixFilePermissions(dir)).isEqualTo(PosixFilePermissions.fromString("rwx------"));
        Path database = dir.resolve("writ.mv.db");
        Files.setPosixFilePermissions(database, PosixFilePermissions.fromString("rw-r--r--"));
        closedDatabase();
        assertThat(Files.getPosixFilePermissions(database)).isEqualTo(PosixFilePermissions.fromString("rw-------"));

        Path shared = Files.createDirectory(dir.resolve("shared"));
        Files.createFile(shared.resolve("of somebody else"));
        Files.setPosixFilePermissions(shared, open);
        DataFolder.open(shared).close();
        assertThat(Files.getPosixFilePermissions(shared)).isEqualTo(open);
    }

    private void closedDatabase() {
        try (DataFolder folder = DataFolder.open(dir)) {
            assertThat(folder.database().place())
                    .isEqualTo(dir.resolve("writ.mv.db").toString());
        }
    }

    @Test
    void aFolderInUseIsRefusedWithTheProcess() {
        try (DataFolder first = DataFolder.open(dir)) {
            assertThatThrownBy(() -> DataFolder.open(first.path()))
                    .isInstanceOf(StartFailure.class)
                    .hasMessage("the data folder `" + dir + "` is locked by another process (process "
                            + ProcessHandle.current().pid()
                            + "); stop that one, or choose another folder with `--data-dir`");
        }
    }

    @Test
    void aClosedFolderCanBeOpenedAgain() {
        DataFolder.open(dir).close();
        DataFolder.open(dir).close();
        assertThat(dir.resolve("writ.lock")).exists();
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.createFile(dir.resolve("file"));
        assertThatThrownBy(() -> DataFolder.open(file))
                .isInstanceOf(StartFailure.class)
                .hasMessageStartingWith("cannot use the data folder `" + file + "`")
                .hasMessageEndingWith("choose another with `--data-dir`");
    }

    @Test
    void anExportNeedsAFolderOfAService() {
        assertThatThrownBy(() -> DataFolder.openExisting(dir))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("there is no service data in `" + dir + "`");
    }
}
