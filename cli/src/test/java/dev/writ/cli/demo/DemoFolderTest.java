package dev.writ.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class DemoFolderTest {
    @Test
    void theLastWordsAreNeverEmpty() throws IOException {
        try (DemoFolder folder = DemoFolder.create(false)) {
            assertThat(folder.lastWords()).isEqualTo("(it has written nothing)");
            Files.createFile(folder.log());
            assertThat(folder.lastWords()).isEqualTo("(it has written nothing)");
            Files.writeString(folder.log(), "1\n".repeat(20) + "error: no room\n");
            assertThat(folder.lastWords()).hasLineCount(10).endsWith("error: no room");
        }
    }
}
