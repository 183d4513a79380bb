package dev.writ.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.keys.KeyGenerations;
import dev.writ.ledger.log.AppendResult;
import dev.writ.ledger.log.AppendResult.Appended;
import dev.writ.ledger.log.LogStartException;
import dev.writ.ledger.log.Pin;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.note.Algorithm;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.KeyFile;
import dev.writ.ledger.note.LogProof;
import dev.writ.ledger.note.SecretKey;
import dev.writ.ledger.publish.DirectoryExporter;
import dev.writ.ledger.store.MemoryDatabase;
import dev.writ.ledger.store.MemoryStore;
import dev.writ.ledger.verify.DirectorySource;
import dev.writ.ledger.verify.LogVerifier;
import dev.writ.ledger.verify.Progress;
import dev.writ.ledger.verify.VerificationReport;
import dev.writ.ledger.verify.VerificationRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
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

    @Test
    void aFolderIsMadeForItsOwnerOnly() throws Exception {
        Path node = temp.resolve("node");
        TestLog.open(new MemoryDatabase(), node).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(node)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(node)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("ed25519.key", "ml-dsa-44.key", "pin");
        }
    }

    @Test
    void keysAreNeverMadeForALogThatHasEntries() throws Exception {
        MemoryDatabase database = new MemoryDatabase();
        Path node = temp.resolve("node");
        TestLog.open(database, node).close();
        Files.delete(node.resolve("ml-dsa-44.key"));
        assertRefused(database, node, "ml-dsa-44.key` is missing and the log has entries");
        assertRefused(database, temp.resolve("new-node"), "is missing and the log has entries");
        assertThat(temp.resolve("new-node/pin"))
                .as("no pin that would pass for one later")
                .doesNotExist();
    }

    @Test
    void keysWithoutTheirPinMeetNoEmptyDatabase() throws Exception {
        Path node = temp.resolve("node");
        TestLog.open(new MemoryDatabase(), node).close();
        assertRefused(new MemoryDatabase(), node, "knows 1 with root");
        Files.delete(node.resolve("pin"));
        assertRefused(new MemoryDatabase(), node, "this node has no pin");
    }

    @Test
    void anInterruptedInstallationIsFinished() throws Exception {
        Path node = temp.resolve("node");
        MemoryDatabase database = new MemoryDatabase();
        TestLog.open(new MemoryDatabase(), node).close();
        new Pin(node.resolve("pin")).write(new Checkpoint(TestLog.ORIGIN, 0, TreeHash.EMPTY_ROOT));
        Files.delete(node.resolve("ml-dsa-44.key"));
        try (TestLog log = TestLog.open(database, node)) {
            assertThat(head(log).size()).isEqualTo(1);
            assertThat(log.ledger().keys().keys()).hasSize(2);
        }
    }

    @Test
    void aChangeOfKeysRetiresTheOldFilesAndUsesWhatAnInterruptedOneLeft() throws Exception {
        Path node = temp.resolve("node");
        MemoryDatabase database = new MemoryDatabase();
        LedgerConfig config = LedgerConfig.of(TestLog.ORIGIN, node);
        MemoryStore store = new MemoryStore(TestLog.LOG, database);
        assertThatThrownBy(() -> Ledger.rotateKeys(config, store)).hasMessageContaining("the log has no entry yet");
        try (TestLog log = TestLog.open(database, node)) {
            log.appendAll(1, 4);
        }
        SecretKey left = SecretKey.generate(TestLog.ORIGIN, Algorithm.ED25519, new SecureRandom());
        KeyFile.create(node.resolve("ed25519-left.key"), left);
        KeyGenerations history = Ledger.rotateKeys(config, store);
        assertThat(history.current().entry()).isEqualTo(4);
        assertThat(history.current().keys().keys()).hasSize(2).contains(left.publicKey());
        try (Stream<Path> files = Files.list(node.resolve("retired"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("ed25519.key", "ml-dsa-44.key");
        }
        try (TestLog log = TestLog.open(database, node)) {
            assertThat(log.appendAll(4, 5)).allMatch(Appended.class::isInstance);
            assertThat(log.ledger().keys().lines())
                    .isEqualTo(history.current().keys().lines());
        }
    }

    @Test
    void anotherOriginIsRefused() {
        Path node = temp.resolve("node");
        MemoryDatabase database = new MemoryDatabase();
        TestLog.open(database, node).close();
        LedgerConfig moved = LedgerConfig.of("elsewhere.example/ledger/main", node);
        assertThatThrownBy(() -> Ledger.open(moved, new MemoryStore(TestLog.LOG, database))
                        .close())
                .isInstanceOf(LogStartException.class)
                .hasMessageContaining("is of the log `writ.example/ledger/main`")
                .hasMessageContaining("correct the public host name");
    }

    private static void assertRefused(MemoryDatabase database, Path node, String message) {
        assertThatThrownBy(() -> TestLog.open(database, node).close())
                .isInstanceOf(LogStartException.class)
                .hasMessageContaining(message);
    }

    private static Checkpoint head(TestLog log) {
        return log.ledger().view().checkpoint().orElseThrow().checkpoint();
    }
}
