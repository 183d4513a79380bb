package dev.writ.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.api.platform.StartFailure;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator gives as {@code --checkpoint}. */
class CheckpointFolderTest {
    @TempDir
    Path folder = Path.of("");

    private static String checkpoint(long size) {
        return "writ.local/ledger/main\n" + size + "\n" + "A".repeat(43) + "=\n\n\u2014 writ.local/ledger/main AAAA\n";
    }

    @Test
    void theCheckpointWithMostEntriesCounts() throws IOException {
        Files.writeString(folder.resolve("1-oldest"), checkpoint(9));
        Files.writeString(folder.resolve("2-newest"), checkpoint(120));
        Files.writeString(folder.resolve("3-older"), checkpoint(20));
        Files.writeString(folder.resolve("4-other"), "writ.local/ledger/main\n no checkpoint\n");
        assertThat(AuditConfig.newest(AuditConfig.read(folder).stream())).contains(Bytes.utf8(checkpoint(120)));
        assertThat(AuditConfig.newest(Stream.of())).isEmpty();
    }

    @Test
    void whatIsTooLargeForACheckpointIsNotRead() throws IOException {
        Path backup = Files.write(folder.resolve("backup.zip"), new byte[SignedNote.MAX_SIZE + 1]);
        Files.writeString(folder.resolve("backup.zip.checkpoint"), checkpoint(9));
        assertThat(AuditConfig.read(folder)).isEqualTo(List.of(Bytes.utf8(checkpoint(9))));
        assertThatThrownBy(() -> AuditConfig.read(backup))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("too large for a checkpoint");
    }
}
