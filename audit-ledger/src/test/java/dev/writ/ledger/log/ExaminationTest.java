package dev.writ.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.TestLog;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.CompactRange;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.note.Algorithm;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.note.TestKeys;
import dev.writ.ledger.note.VerifierKey;
import dev.writ.ledger.store.Faults;
import dev.writ.ledger.store.Head;
import dev.writ.ledger.store.MemoryDatabase;
import dev.writ.ledger.store.MemoryStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each state that a log can be found in, and that looking at it changes nothing. */
class ExaminationTest {
    private static final int SLOT = 4096;

    @TempDir
    private Path temp = Path.of("");

    private final MemoryDatabase database = new MemoryDatabase();

    private Node node() {
        return new Node(database, temp);
    }

    /** A log of one entry more than there are drafts. */
    private Node stopped(int drafts) throws Exception {
        Node node = node().install();
        append(node, 1, drafts);
        return node;
    }

    private static void append(Node node, int from, int to) throws Exception {
        try (Sequencer log = node.start(Faults.NONE)) {
            for (int number = from; number <= to; number++) {
                Node.answer(node.append(log, number));
            }
        }
    }

    private Examination examination() {
        return examination(TestKeys.trusted().keys());
    }

    private Examination examination(List<VerifierKey> keys) {
        return new Examination(new MemoryStore(TestLog.LOG, database), node().pin(), keys);
    }

    private Condition found(Situation expected) throws IOException {
        Condition condition = examination().examine();
        assertThat(condition.situation()).as(condition.explanation()).isEqualTo(expected);
        return condition;
    }

    private Bytes published() {
        return new MemoryStore(TestLog.LOG, database).checkpoint().orElseThrow().note();
    }

    @Test
    void aLogThatWasStoppedIsFine() throws Exception {
        Node node = stopped(4);
        Condition condition = found(Situation.FINE);
        assertThat(condition.database()).isEqualTo(node.pin().read());
        assertThat(condition.pinned()).isEqualTo(node.pin().read());
        assertThat(condition.published()).isEqualTo(node.pin().read());
        assertThat(condition.notes()).isEmpty();
    }

    @Test
    void nothingIsNew() throws Exception {
        assertThat(examination(List.of()).examine().situation()).isEqualTo(Situation.NEW);
        assertThat(node().pin().file()).doesNotExist();
        node().install();
        found(Situation.NEW);
    }

    @Test
    void aDatabaseThatEndsBeforeThePinWasRolledBackAndBothHeadsAreNamed() throws Exception {
        Node node = stopped(4);
        Checkpoint stored = node.pin().read().orElseThrow();
        Hash root = TreeHash.leaf(Bytes.utf8("nine"));
        node.pin().write(new Checkpoint(TestKeys.ORIGIN, 9, root));
        assertThat(found(Situation.ROLLED_BACK).explanation())
                .contains("5 entries with root " + stored.root().base64(), "9 entries with root " + root.base64())
                .endsWith("signed entries that are not in it: 4");
    }

    @Test
    void anEmptyDatabaseBesideAPinWasRolledBack() throws Exception {
        node().pin().write(new Checkpoint(TestKeys.ORIGIN, 9, TreeHash.leaf(Bytes.utf8("nine"))));
        assertThat(found(Situation.ROLLED_BACK).explanation())
                .contains("the database holds no entry", "knows 9 entries");
    }

    @Test
    void aDatabaseThatExtendsThePinIsAhead() throws Exception {
        Node node = stopped(2);
        Checkpoint before = node.pin().read().orElseThrow();
        append(node, 3, 6);
        node.pin().write(before);
        Condition condition = found(Situation.AHEAD);
        assertThat(condition.explanation()).contains("7 entries", "3 entries");
        append(node, 7, 7);
        found(Situation.FINE);
    }

    @Test
    void anotherHistoryOfTheSameLogIsFoundAtThePinnedSize() throws Exception {
        Node node = stopped(4);
        node.pin().write(new Checkpoint(TestKeys.ORIGIN, 3, TreeHash.leaf(Bytes.utf8("three"))));
        assertThat(found(Situation.FORKED).explanation())
                .contains("and had 3 entries with root", "the pin knows 3 entries");
    }

    @Test
    void anotherLogIsNamed() throws Exception {
        Node node = stopped(4);
        node.pin().write(new Checkpoint("other.example/ledger/main", 2, TreeHash.leaf(Bytes.utf8("two"))));
        assertThat(found(Situation.OTHER_LOG).explanation())
                .contains("the log `" + TestKeys.ORIGIN + "`", "of `other.example/ledger/main`");
    }

    @Test
    void aPinThatIsMissingOrSpoiledIsNamed() throws Exception {
        Path pin = stopped(4).pin().file();
        byte[] good = Files.readAllBytes(pin);
        Files.delete(pin);
        found(Situation.PIN_MISSING);
        assertThat(pin).doesNotExist();
        Files.write(pin, spoiled(good, 0, SLOT));
        assertThat(found(Situation.PIN_DAMAGED).explanation()).contains("neither of its two slots");
        int newer = new String(good, 0, SLOT, StandardCharsets.US_ASCII).contains("\n5\n") ? 0 : SLOT;
        Files.write(pin, spoiled(good, newer));
        assertThat(found(Situation.AHEAD).notes())
                .singleElement()
                .asString()
                .contains("one of the two slots of the pin `" + pin + "` is spoiled");
    }

    private static byte[] spoiled(byte[] pin, int... slots) {
        byte[] spoiled = pin.clone();
        for (int slot : slots) {
            spoiled[slot + 80] ^= 1;
        }
        return spoiled;
    }

    @Test
    void keysThatAreMissingOrOthersAreNamed() throws Exception {
        stopped(4);
        assertThat(examination(List.of()).examine().situation()).isEqualTo(Situation.KEYS_MISSING);
        List<VerifierKey> other = List.of(
                TestKeys.key(Algorithm.ED25519, 77).publicKey(),
                TestKeys.trusted().keys().getLast());
        assertThat(examination(other).examine().situation()).isEqualTo(Situation.KEYS_DIFFER);
    }

    @Test
    void rowsThatContradictEachOtherAreNamed() throws Exception {
        stopped(4);
        database.tamper(TestLog.LOG, tables -> {
            Hash genesis = tables.entries.firstEntry().getValue().leafHash();
            tables.head = new Head(new CompactRange(1, List.of(genesis)), genesis, 1);
        });
        assertThat(found(Situation.DATABASE_DAMAGED).explanation()).contains("says 1 entries and entry `1` exists");
    }

    @Test
    void aMissingRowIsDamageAndNotAFailure() throws Exception {
        stopped(4);
        database.tamper(TestLog.LOG, tables -> tables.entries.remove(2L));
        found(Situation.DATABASE_DAMAGED);
    }

    @Test
    void aPublishedCheckpointBeyondTheHeadIsNoted() throws Exception {
        stopped(4);
        Checkpoint later = new Checkpoint(TestKeys.ORIGIN, 12, TreeHash.leaf(Bytes.utf8("twelve")));
        database.tamper(
                TestLog.LOG,
                tables -> tables.checkpoints.put(
                        12L, SignedCheckpoint.sign(later, TestKeys.signers(), 1).bytes()));
        assertThat(found(Situation.FINE).notes()).singleElement().asString().contains("entries are gone from it");
    }

    @Test
    void aPinIsWrittenFromACheckpointThatTheTreeExtends() throws Exception {
        Node node = stopped(2);
        Bytes kept = published();
        append(node, 3, 6);
        Files.delete(node.pin().file());
        assertThat(examination().pinFrom(kept).size()).isEqualTo(3);
        found(Situation.AHEAD);
        append(node, 7, 7);
        assertThat(node.pin().read().orElseThrow().size()).isEqualTo(8);
    }

    @Test
    void aPinIsNeverWrittenFromAnythingElse() throws Exception {
        Node node = stopped(2);
        Bytes older = published();
        append(node, 3, 6);
        Bytes newest = published();
        assertRefused(older, "a pin never goes back");
        Files.delete(node.pin().file());
        assertRefused(Bytes.utf8("junk"), "the checkpoint is refused");
        Checkpoint unknown = new Checkpoint(TestKeys.ORIGIN, 4, TreeHash.leaf(Bytes.utf8("four")));
        assertRefused(SignedCheckpoint.sign(unknown, TestKeys.signers(), 1).bytes(), "at size 4");
        assertRefused(
                SignedCheckpoint.sign(unknown, TestKeys.signers().subList(0, 1), 1)
                        .bytes(),
                "is not signed by the key");
        Checkpoint beyond = new Checkpoint(TestKeys.ORIGIN, 40, TreeHash.leaf(Bytes.utf8("forty")));
        assertRefused(SignedCheckpoint.sign(beyond, TestKeys.signers(), 1).bytes(), "the database was rolled back");
        assertThat(node.pin().file()).doesNotExist();
        node.pin().write(beyond);
        assertRefused(newest, "no pin was written: the database holds 7 entries");
        assertThat(node.pin().read()).contains(beyond);
    }

    private void assertRefused(Bytes note, String message) {
        assertThatThrownBy(() -> examination().pinFrom(note))
                .isInstanceOf(LogStartException.class)
                .hasMessageContaining(message);
    }
}
