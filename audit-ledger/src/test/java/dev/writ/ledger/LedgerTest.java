package dev.writ.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.log.AppendResult;
import dev.writ.ledger.log.AppendResult.Appended;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.LogProof;
import dev.writ.ledger.publish.DirectoryExporter;
import dev.writ.ledger.store.MemoryDatabase;
import dev.writ.ledger.verify.DirectorySource;
import dev.writ.ledger.verify.LogVerifier;
import dev.writ.ledger.verify.Progress;
import dev.writ.ledger.verify.VerificationReport;
import dev.writ.ledger.verify.VerificationRequest;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the first key to a verified export, through the façade only. */
class LedgerTest {
    @TempDir
    private Path temp = Path.of("");

    @Test
    void aLogIsMadeAppendedToExportedAndVerified() throws Exception {
        try (TestLog log = TestLog.open(new MemoryDatabase(), temp.resolve("node"))) {
            List<AppendResult> results = log.appendAll(1, 301);
            for (int i = 0; i < results.size(); i++) {
                Appended appended = (Appended) results.get(i);
                assertThat(appended.index()).isEqualTo(i + 1);
                LogProof proof = log.ledger().view().proof(appended.index()).orElseThrow();
                Checkpoint verified =
                        proof.verify(appended.leafHash(), log.ledger().keys());
                assertThat(verified.origin()).isEqualTo(TestLog.ORIGIN);
            }
            Checkpoint exported = new DirectoryExporter(log.ledger().view()).export(temp.resolve("export"));
            assertThat(exported.size()).isEqualTo(301);
            VerificationReport report = LogVerifier.verify(
                    new DirectorySource(temp.resolve("export")),
                    VerificationRequest.of(log.ledger().keys()),
                    Progress.NONE);
            assertThat(report.finding()).isEmpty();
            assertThat(report.entries()).isEqualTo(301);
            assertThat(report.complete()).isTrue();
            assertThat(report.files()).isEqualTo(2 + 2 + 1);
        }
    }

    @Test
    void aSecondStartContinuesTheLogWithTheSameKeys() {
        MemoryDatabase database = new MemoryDatabase();
        Hash root;
        try (TestLog log = TestLog.open(database, temp.resolve("node"))) {
            log.appendAll(1, 4);
            root = head(log).root();
        }
        try (TestLog log = TestLog.open(database, temp.resolve("node"))) {
            assertThat(head(log).root()).isEqualTo(root);
            assertThat(log.appendAll(4, 5)).hasSize(1).allMatch(Appended.class::isInstance);
            assertThat(head(log).size()).isEqualTo(5);
        }
    }

    private static Checkpoint head(TestLog log) {
        return log.ledger().view().checkpoint().orElseThrow().checkpoint();
    }
}
