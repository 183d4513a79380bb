package dev.writ.ledger.durable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.merkle.Bytes;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {
    @TempDir
    private Path temp = Path.of("");

    @Test
    void aFileIsReplacedAsAWhole() throws Exception {
        Path file = temp.resolve("pin");
        DurableFile.replace(file, Bytes.utf8("one, and longer"));
        DurableFile.replace(file, Bytes.utf8("two"));
        assertThat(Files.readString(file)).isEqualTo("two");
        assertOnly(file);
    }

    @Test
    void aFailedReplacementLeavesTheOldFileAndNothingElse() throws Exception {
        Path folder = Files.createDirectory(temp.resolve("a-folder"));
        Files.writeString(folder.resolve("inside"), "kept");
        assertThatThrownBy(() -> DurableFile.replace(folder, Bytes.utf8("x"))).isInstanceOf(IOException.class);
        assertThat(Files.readString(folder.resolve("inside"))).isEqualTo("kept");
        assertOnly(folder);
        assertThatThrownBy(() -> DurableFile.replace(temp.resolve("no/such/folder"), Bytes.utf8("x")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aFolderAppearsAsAWholeOrNotAtAll() throws Exception {
        Path target = temp.resolve("export");
        try (DurableFolder folder = DurableFolder.beside(target)) {
            folder.write("a/b/c", Bytes.utf8("x"));
            assertThat(target).doesNotExist();
        }
        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left).as("abandoned").isEmpty();
        }
        Files.createDirectory(target);
        try (DurableFolder folder = DurableFolder.beside(target)) {
            folder.write("a/b/c", Bytes.utf8("x"));
            folder.publish();
        }
        assertThat(Files.readString(target.resolve("a/b/c"))).isEqualTo("x");
        assertOnly(target);
        assertThatThrownBy(() -> DurableFolder.beside(target).close()).isInstanceOf(FileAlreadyExistsException.class);
    }

    private void assertOnly(Path file) throws IOException {
        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files).containsExactly(file);
        }
    }
}
