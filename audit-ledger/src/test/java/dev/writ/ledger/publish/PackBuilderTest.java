package dev.writ.ledger.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.TestLog;
import dev.writ.ledger.pack.EvidencePack;
import dev.writ.ledger.store.MemoryDatabase;
import dev.writ.ledger.verify.PackReport;
import dev.writ.ledger.verify.PackVerifier;
import dev.writ.ledger.verify.VerificationRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packs of a running log verify. */
class PackBuilderTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aPackOfARunningLogVerifies() {
        try (TestLog log = TestLog.open(new MemoryDatabase(), folder)) {
            log.appendAll(1, 300);
            var builder = new PackBuilder(log.ledger().view(), entry -> List.of());
            EvidencePack pack = builder.pack(new TreeSet<>(List.of(5L, 299L)), new TreeSet<>(List.of(0L)))
                    .orElseThrow();
            PackReport report = PackVerifier.verify(
                    pack.bytes(), VerificationRequest.of(log.ledger().keys()));
            assertThat(report.finding()).isEmpty();
            assertThat(report.entries().stream().map(proved -> proved.entry().seq()))
                    .containsExactly(0L, 5L, 299L);
            assertThat(report.entries().stream().filter(proved -> proved.asked()))
                    .hasSize(2);
            assertThat(builder.pack(new TreeSet<>(List.of(300L)), new TreeSet<>()))
                    .isEmpty();
            assertThat(builder.pack(new TreeSet<>(List.of(-1L)), new TreeSet<>()))
                    .isEmpty();
        }
    }
}
