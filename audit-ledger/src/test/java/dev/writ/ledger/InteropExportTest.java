package dev.writ.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.note.LogProof;
import dev.writ.ledger.publish.DirectoryExporter;
import dev.writ.ledger.store.MemoryDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Leaves exports of several sizes, around the borders of tiles, in {@code target/interop}, where {@code src/interop/run.sh}
 * has them checked by programs that other people wrote in another language.
 */
class InteropExportTest {
    private static final Path TARGET = Path.of("target", "interop");

    @TempDir
    private Path temp = Path.of("");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 700})
    void anExportForOthersToCheck(int size) throws Exception {
        Path export = TARGET.resolve(Integer.toString(size)).toAbsolutePath();
        delete(export);
        try (TestLog log = TestLog.open(new MemoryDatabase(), temp.resolve("node"))) {
            log.appendAll(1, size);
            assertThat(new DirectoryExporter(log.ledger().view()).export(export).size())
                    .isEqualTo(size);
            LogProof proof = log.ledger().view().proof(size / 2).orElseThrow();
            Files.write(TARGET.resolve(size + ".tlog-proof"), proof.bytes().toArray());
        }
        assertThat(export.resolve("checkpoint")).isRegularFile();
    }

    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
