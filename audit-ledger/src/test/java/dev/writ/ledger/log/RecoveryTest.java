package dev.writ.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.TestLog;
import dev.writ.ledger.entry.Genesis;
import dev.writ.ledger.entry.LogId;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.CompactRange;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.note.Algorithm;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.CheckpointSigner;
import dev.writ.ledger.note.SecretKey;
import dev.writ.ledger.note.TestKeys;
import dev.writ.ledger.store.EntryQuery;
import dev.writ.ledger.store.Faults;
import dev.writ.ledger.store.Head;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.LedgerReader;
import dev.writ.ledger.store.MemoryDatabase;
import dev.writ.ledger.store.MemoryStore;
import dev.writ.ledger.store.MemoryTables;
import dev.writ.ledger.store.RecordedKey;
import dev.writ.ledger.store.StoredCheckpoint;
import dev.writ.ledger.store.StoredEntry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start refuses, with the message that tells an operator what to do. */
class RecoveryTest {
    @TempDir
    private Path temp = Path.of("");

    private final MemoryDatabase database = new MemoryDatabase();

    private Node node() {
        return new Node(database, temp);
    }

    private Node running(int drafts) throws Exception {
        Node node = node().install();
        try (Sequencer log = node.start(Faults.NONE)) {
            for (int number = 1; number <= drafts; number++) {
                Node.answer(node.append(log, number));
            }
        }
        return node;
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> node().start(Faults.NONE).close())
                .isInstanceOf(LogStartException.class)
                .hasMessageContaining(message);
    }

    private void assertRefusedAfter(Consumer<MemoryTables> tampering, String message) throws Exception {
        running(5);
        database.tamper(TestLog.LOG, tampering);
        assertRefused(message);
    }

    @Test
    void aStartDrainsWhatIsLeftInTheOutbox() throws Exception {
        Node node = running(1);
        for (int number = 2; number < 20; number++) {
            node.enqueue(number);
        }
        node.start(Faults.NONE).close();
        assertThat(node.timesLogged())
                .hasSize(19)
                .allSatisfy((number, times) -> assertThat(times).isEqualTo(1));
        assertThat(node.published().orElseThrow().size()).isEqualTo(20);
        assertThat(node.pin().read()).isEqualTo(node.published());
    }

    @Test
    void genesisIsMadeOnce() throws Exception {
        Node node = running(0);
        node.start(Faults.NONE).close();
        assertThat(node.entries()).hasSize(1);
        assertThat(Genesis.of(node.entries().getFirst()).origin()).isEqualTo(TestKeys.ORIGIN);
    }

    @Test
    void timeNeverRunsBackwards() throws Exception {
        Node node = node().install();
        Instant late = Instant.parse("2030-01-01T00:00:00Z");
        try (Sequencer log =
                node.starter(Faults.NONE, InstantSource.fixed(late)).start()) {
            Node.answer(node.append(log, 1));
        }
        try (Sequencer log =
                node.starter(Faults.NONE, InstantSource.fixed(Instant.EPOCH)).start()) {
            Node.answer(node.append(log, 2));
        }
        assertThat(node.entries()).extracting(entry -> entry.time().millis()).containsOnly(late.toEpochMilli());
    }

    /** Node two starts while node one appends. */
    @Test
    void aLogThatGrowsWhileItIsCheckedIsNotTakenForARolledBackOne() throws Exception {
        Node node = running(3);
        try (Sequencer log = node.start(Faults.NONE)) {
            LedgerReader growing = new AfterHead(new MemoryStore(TestLog.LOG, database), () -> {
                for (int number = 10; number < 20; number++) {
                    assertThat(Node.answer(Node.submit(log, number))).isInstanceOf(AppendResult.Appended.class);
                }
                return null;
            });
            assertThat(new Recovery(growing).checkHead().size()).isEqualTo(4);
        }
    }

    /** A reader that lets something happen between its first look at the head and what is read next. */
    private static final class AfterHead implements LedgerReader {
        private final LedgerReader below;
        private final Callable<@Nullable Void> then;
        private boolean happened;

        AfterHead(LedgerReader below, Callable<@Nullable Void> then) {
            this.below = below;
            this.then = then;
        }

        @Override
        public LogId log() {
            return below.log();
        }

        @Override
        public Optional<Head> head() {
            Optional<Head> head = below.head();
            if (!happened) {
                happened = true;
                assertThatCode(then::call).doesNotThrowAnyException();
            }
            return head;
        }

        @Override
        public List<StoredEntry> entries(long from, long to) {
            return below.entries(from, to);
        }

        @Override
        public List<Hash> leafHashes(long from, long to) {
            return below.leafHashes(from, to);
        }

        @Override
        public List<Hash> nodes(int level, long from, long to) {
            return below.nodes(level, from, to);
        }

        @Override
        public Optional<StoredCheckpoint> checkpoint() {
            return below.checkpoint();
        }

        @Override
        public List<Long> find(EntryQuery query, int limit) {
            return below.find(query, limit);
        }

        @Override
        public Map<IdempotencyKey, RecordedKey> recorded(Collection<IdempotencyKey> keys) {
            return below.recorded(keys);
        }
    }

    @Test
    void aRolledBackDatabaseIsRefusedAndBothHeadsAreNamed() throws Exception {
        Node node = running(5);
        Checkpoint pinned = node.pin().read().orElseThrow();
        node.pin().write(new Checkpoint(TestKeys.ORIGIN, 9, TreeHash.leaf(Bytes.utf8("nine"))));
        assertRefused("the database holds 6 entries with root " + pinned.root().base64());
        assertRefused("knows 9 with root " + TreeHash.leaf(Bytes.utf8("nine")).base64());
        assertRefused("the database was rolled back");
    }

    @Test
    void anotherDatabaseIsRefused() throws Exception {
        Node node = running(5);
        node.pin().write(new Checkpoint(TestKeys.ORIGIN, 3, TreeHash.leaf(Bytes.utf8("three"))));
        assertRefused("has the root");
        assertRefused("at size 3");
    }

    @Test
    void aMissingDamagedOrForeignPinIsRefused() throws Exception {
        Node node = running(5);
        Bytes newest = Bytes.utf8(Files.readString(node.pin().file()));
        Files.delete(node.pin().file());
        assertRefused("this node has no pin");
        Files.writeString(node.pin().file(), "junk");
        assertRefused("is damaged");
        node.pin().write(new Checkpoint("other.example/ledger/main", 0, TreeHash.EMPTY_ROOT));
        assertRefused("is of the log `other.example/ledger/main`");
        Files.writeString(node.pin().file(), newest.text());
        node.start(Faults.NONE).close();
    }

    @Test
    void aPinThatIsACheckpointAloneIsReadAndReplacedByTheNextOne() throws Exception {
        Node node = running(5);
        Checkpoint pinned = node.pin().read().orElseThrow();
        Files.writeString(node.pin().file(), pinned.text());
        assertThat(node.pin().read()).contains(pinned);
        try (Sequencer log = node.start(Faults.NONE)) {
            Node.answer(node.append(log, 6));
        }
        assertThat(node.pin().read().orElseThrow().size()).isEqualTo(7);
        assertThat(Files.readString(node.pin().file())).startsWith("writ/slot/v1 1 ");
    }

    @Test
    void aPinWhoseNewerSlotWasTornIsTheOneBefore() throws Exception {
        Node node = running(5);
        byte[] file = Files.readAllBytes(node.pin().file());
        boolean first = new String(file, 0, 4096, StandardCharsets.US_ASCII).contains("\n6\n");
        file[(first ? 0 : 4096) + 80] ^= 1;
        Files.write(node.pin().file(), file);
        assertThat(node.pin().read().orElseThrow().size()).isEqualTo(5);
        node.start(Faults.NONE).close();
        assertThat(node.pin().read().orElseThrow().size()).isEqualTo(6);
        Arrays.fill(file, (byte) 0);
        Files.write(node.pin().file(), file);
        assertRefused("neither of its two slots holds what was written there");
    }

    @Test
    void aSignedCheckpointTakesThePlaceOfAMissingPin() throws Exception {
        Node node = running(5);
        Bytes note = new MemoryStore(TestLog.LOG, database)
                .checkpoint()
                .orElseThrow()
                .note();
        Files.delete(node.pin().file());
        LogStarter plain = node.starter(Faults.NONE);
        new LogStarter(
                        plain.store(),
                        plain.signers(),
                        plain.pin(),
                        Optional.of(note),
                        plain.clock(),
                        plain.options(),
                        plain.pause())
                .start()
                .close();
        assertThat(node.pin().read().orElseThrow().size()).isEqualTo(6);
        Files.delete(node.pin().file());
        LogStarter junk = new LogStarter(
                plain.store(),
                plain.signers(),
                plain.pin(),
                Optional.of(Bytes.utf8("junk")),
                plain.clock(),
                plain.options(),
                plain.pause());
        assertThatThrownBy(junk::start).hasMessageContaining("instead of a pin is refused");
    }

    @Test
    void otherKeysAreRefused() throws Exception {
        Node node = running(2);
        SecretKey other = TestKeys.key(Algorithm.ED25519, 77);
        List<CheckpointSigner> signers =
                List.of(other.signer(), TestKeys.signers().getLast());
        LogStarter plain = node.starter(Faults.NONE);
        LogStarter changed = new LogStarter(
                plain.store(), signers, plain.pin(), Optional.empty(), plain.clock(), plain.options(), plain.pause());
        assertThatThrownBy(changed::start)
                .isInstanceOf(LogStartException.class)
                .hasMessageContaining("the keys of this node are not those in entry `0`");
    }

    @Test
    void aHeadRowThatWasRolledBackIsRefused() throws Exception {
        assertRefusedAfter(
                tables -> {
                    Hash genesis = tables.entries.firstEntry().getValue().leafHash();
                    tables.head = new Head(new CompactRange(1, List.of(genesis)), genesis, 1);
                },
                "says 1 entries and entry `1` exists");
    }

    @Test
    void aChangedNewestEntryIsRefused() throws Exception {
        assertRefusedAfter(
                tables -> tables.entries.computeIfPresent(
                        5L, (seq, row) -> new StoredEntry(seq, Bytes.utf8("{}"), row.leafHash())),
                "the bytes of entry `5` do not have its leaf hash");
    }

    @Test
    void aMissingNewestEntryIsRefused() throws Exception {
        assertRefusedAfter(tables -> tables.entries.remove(5L), "entry `5` is missing");
    }

    @Test
    void aChangedLeafHashIsRefused() throws Exception {
        assertRefusedAfter(
                tables ->
                        tables.entries.computeIfPresent(3L, (seq, row) -> new StoredEntry(seq, row.bytes(), Hash.ZERO)),
                "the stored hashes lead to");
    }

    @Test
    void aDatabaseThatWasReplacedWhileRunningIsNeverSigned() throws Exception {
        Node node = node().install();
        Sequencer log = node.start(Faults.NONE);
        Node.answer(node.append(log, 1));
        Node.answer(node.append(log, 2));
        Checkpoint before = node.pin().read().orElseThrow();
        MemoryDatabase other = new MemoryDatabase();
        Path folder = Files.createDirectory(temp.resolve("other"));
        Node elsewhere = new Node(other, folder).install();
        try (Sequencer fork = elsewhere.start(Faults.NONE)) {
            for (int number = 10; number < 15; number++) {
                Node.answer(elsewhere.append(fork, number));
            }
        }
        other.tamper(TestLog.LOG, forked -> database.tamper(TestLog.LOG, tables -> copy(forked, tables)));
        assertThat(Node.answer(node.append(log, 20)))
                .isInstanceOfSatisfying(
                        AppendResult.Unavailable.class,
                        u -> assertThat(u.reason()).isEqualTo(AppendResult.Reason.HALTED));
        log.close();
        assertThat(log.unavailable().orElseThrow().message()).contains("nothing was signed");
        assertThat(node.pin().read()).contains(before);
    }

    private static void copy(MemoryTables from, MemoryTables to) {
        to.head = from.head;
        to.entries.clear();
        to.entries.putAll(from.entries);
    }

    @Test
    void aDraftThatIsNoneStopsTheStart() throws Exception {
        running(1);
        database.enqueue(TestLog.LOG, TestLog.key(7), Hash.ZERO, Bytes.utf8("{\"type\":1}"));
        assertThatThrownBy(() -> node().start(Faults.NONE).close()).hasMessageContaining("holds no draft of an entry");
    }
}
