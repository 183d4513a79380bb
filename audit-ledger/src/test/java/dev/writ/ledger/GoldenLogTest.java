package dev.writ.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.log.LogOptions;
import dev.writ.ledger.log.Pin;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.note.Algorithm;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.KeyFile;
import dev.writ.ledger.note.TestKeys;
import dev.writ.ledger.publish.DirectoryExporter;
import dev.writ.ledger.store.MemoryDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A log has, byte for byte, the files that a Go program makes with other people's libraries for the same entries, keys and time: {@code
 * go run ./golden ../test/resources/golden/log} in {@code src/interop} writes them again.
 */
class GoldenLogTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "log");
    private static final Instant TIME = Instant.parse("2026-11-25T06:00:00Z");
    private static final int SIZE = 258;

    @TempDir
    private Path temp = Path.of("");

    /** A node whose keys are known: they and a pin of the empty log are there already. */
    private LedgerConfig config() throws IOException {
        Path node = Files.createDirectories(temp.resolve("node"));
        KeyFile.create(KeyFile.in(node, Algorithm.ED25519), TestKeys.key(Algorithm.ED25519, 1));
        KeyFile.create(KeyFile.in(node, Algorithm.ML_DSA_44), TestKeys.key(Algorithm.ML_DSA_44, 2));
        new Pin(node.resolve("pin")).write(new Checkpoint(TestLog.ORIGIN, 0, TreeHash.EMPTY_ROOT));
        return new LedgerConfig(
                TestLog.ORIGIN, node, Optional.empty(), () -> TIME, new SecureRandom(), LogOptions.DEFAULT);
    }

    @Test
    void everyFileIsWhatOtherPeoplesCodeMakes() throws Exception {
        Path export = temp.resolve("export");
        try (TestLog log = TestLog.open(new MemoryDatabase(), config())) {
            for (int number = 1; number < SIZE; number++) {
                log.append(number).join();
            }
            new DirectoryExporter(log.ledger().view()).export(export);
            Files.createDirectories(export.resolve("proof"));
            Files.write(
                    export.resolve("proof/77"),
                    log.ledger().view().proof(77).orElseThrow().bytes().toArray());
        }
        assertThat(names(export)).isEqualTo(names(GOLDEN));
        for (String name : names(GOLDEN)) {
            assertThat(export.resolve(name)).hasSameBinaryContentAs(GOLDEN.resolve(name));
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return new ArrayList<>(files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList());
        }
    }
}
