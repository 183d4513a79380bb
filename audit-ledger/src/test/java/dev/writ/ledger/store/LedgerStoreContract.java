package dev.writ.ledger.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.entry.LogId;
import dev.writ.ledger.entry.SearchTerm;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.store.StoreException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link LedgerStore} must do. An implementation extends this class and gives stores of one database that is empty
 * when a test begins.
 */
public abstract class LedgerStoreContract {
    private static final LogId MAIN = new LogId("main");
    private static final LogId OTHER = new LogId("other");

    private LedgerStore store = unset();

    /** Another handle on the test's database, bound to the log; many may be open at once. */
    protected abstract LedgerStore open(LogId log);

    /** Puts a draft into the outbox and commits, as a feature of the service does. */
    protected abstract void enqueue(
            LogId log, IdempotencyKey key, Hash fingerprint, Bytes draft, Set<SearchTerm> terms);

    private void enqueue(LogId log, IdempotencyKey key, Hash fingerprint, Bytes draft) {
        enqueue(log, key, fingerprint, draft, Set.of());
    }

    @BeforeEach
    void create() {
        store = open(MAIN);
        store.create();
    }

    @Test
    void aLogBeginsEmptyAndCreateIsIdempotent() {
        store.create();
        open(MAIN).create();
        assertThat(store.log()).isEqualTo(MAIN);
        assertThat(store.head()).contains(Head.EMPTY);
        assertThat(store.checkpoint()).isEmpty();
        assertThat(store.entries(0, 10)).isEmpty();
    }

    @Test
    void aLogThatWasNeverCreatedHasNoHeadAndCannotAppend() {
        LedgerStore other = open(OTHER);
        assertThat(other.head()).isEmpty();
        assertKind(Kind.FATAL, () -> other.begin().close());
    }

    @Test
    void whatWasCommittedIsReadBackByEveryHandle() {
        Appends appends = Appends.run(store, Appends.leaves("a", 600));
        store.sync();
        LedgerStore again = open(MAIN);
        assertThat(again.head()).contains(appends.to());
        assertThat(again.entries(0, 600)).isEqualTo(appends.entries());
        assertThat(again.entries(599, 700)).isEqualTo(appends.entries().subList(599, 600));
        assertThat(again.leafHashes(10, 12)).containsExactly(leafOf("a10"), leafOf("a11"));
        assertThat(again.nodes(1, 0, 2))
                .isEqualTo(appends.nodes().stream().map(StoredNode::hash).toList());
    }

    @Test
    void aSecondAppendContinuesTheFirst() {
        Appends first = Appends.run(store, Appends.leaves("a", 3));
        Appends second = Appends.run(store, Appends.leaves("b", 2));
        assertThat(second.from()).isEqualTo(first.to());
        assertThat(store.entries(2, 4))
                .extracting(StoredEntry::bytes)
                .containsExactly(Bytes.utf8("a2"), Bytes.utf8("b0"));
    }

    @Test
    void nothingIsVisibleBeforeTheCommit() {
        try (AppendTransaction tx = store.begin()) {
            Appends.after(tx.head(), Appends.leaves("a", 2)).apply(tx);
            assertThat(open(MAIN).head()).contains(Head.EMPTY);
            assertThat(open(MAIN).entries(0, 2)).isEmpty();
        }
    }

    @Test
    void closingWithoutACommitUndoesEverything() {
        enqueue(MAIN, key("k"), leafOf("k"), Bytes.utf8("{}"));
        BatchId batch;
        try (AppendTransaction tx = store.begin()) {
            Appends appends = Appends.after(tx.head(), Appends.leaves("a", 300));
            batch = appends.batch();
            appends.apply(tx);
            tx.recordKeys(List.of(new RecordedKey(key("k"), leafOf("k"), 0, leafOf("a0"))));
            tx.removeDrafts(tx.drafts(10));
        }
        assertThat(store.head()).contains(Head.EMPTY);
        assertThat(store.entries(0, 300)).isEmpty();
        assertThat(store.recorded(List.of(key("k")))).isEmpty();
        assertKind(Kind.FATAL, () -> store.nodes(1, 0, 1));
        try (AppendTransaction tx = store.begin()) {
            assertThat(tx.drafts(10)).hasSize(1);
            assertThat(tx.committed(batch)).isFalse();
        }
    }

    @Test
    void theHeadRowIsLockedUntilTheTransactionEnds() throws Exception {
        CompletableFuture<Head> second;
        Appends first;
        try (AppendTransaction tx = store.begin()) {
            first = Appends.after(tx.head(), Appends.leaves("a", 1));
            first.apply(tx);
            second = CompletableFuture.supplyAsync(() -> {
                try (AppendTransaction next = open(MAIN).begin()) {
                    return next.head();
                }
            });
            assertWaitsOrGivesUp(second);
            tx.commit();
        }
        if (!second.isCompletedExceptionally()) {
            assertThat(second.get(30, TimeUnit.SECONDS)).isEqualTo(first.to());
        }
    }

    private static void assertWaitsOrGivesUp(CompletableFuture<Head> second) throws InterruptedException {
        try {
            Head head = second.get(300, TimeUnit.MILLISECONDS);
            throw new AssertionError("a second transaction saw head " + head + " under the lock of the first");
        } catch (TimeoutException waiting) {
            assertThat(second).isNotDone();
        } catch (ExecutionException gaveUp) {
            assertThat(gaveUp.getCause())
                    .isInstanceOfSatisfying(
                            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.RETRYABLE));
        }
    }

    @Test
    void appendsOfManyThreadsFormOneChain() throws Exception {
        int threads = 4;
        int rounds = 8;
        List<Thread> workers = new java.util.ArrayList<>();
        List<Throwable> failures = new java.util.concurrent.CopyOnWriteArrayList<>();
        for (int t = 0; t < threads; t++) {
            String name = "t" + t + "-";
            LedgerStore mine = open(MAIN);
            workers.add(Thread.ofPlatform()
                    .uncaughtExceptionHandler((thread, e) -> failures.add(e))
                    .start(() -> {
                        for (int r = 0; r < rounds; r++) {
                            Appends.run(mine, Appends.leaves(name + r + "-", 3));
                        }
                    }));
        }
        for (Thread worker : workers) {
            worker.join();
        }
        assertThat(failures).isEmpty();
        List<StoredEntry> entries = store.entries(0, 4096);
        assertThat(entries).hasSize(threads * rounds * 3);
        Head replayed = Appends.after(
                        Head.EMPTY, entries.stream().map(StoredEntry::bytes).toList())
                .to();
        assertThat(store.head().orElseThrow().range()).isEqualTo(replayed.range());
        assertThat(store.head().orElseThrow().lastLeaf()).isEqualTo(replayed.lastLeaf());
    }

    @Test
    void theHeadMovesOnlyFromWhereItIs() {
        Appends first = Appends.run(store, Appends.leaves("a", 1));
        try (AppendTransaction tx = store.begin()) {
            Appends stale = Appends.after(Head.EMPTY, Appends.leaves("b", 1));
            assertThat(tx.moveHead(stale.from(), stale.to(), stale.batch())).isFalse();
            Head sameSize = Appends.after(Head.EMPTY, Appends.leaves("c", 1)).to();
            assertThat(tx.moveHead(sameSize, stale.to(), stale.batch())).isFalse();
        }
        assertThat(store.head()).contains(first.to());
    }

    @Test
    void aBatchIsKnownForGood() {
        Appends first = Appends.run(store, Appends.leaves("a", 1));
        Appends.run(store, Appends.leaves("b", 1));
        Appends.run(store, Appends.leaves("c", 1));
        try (AppendTransaction tx = store.begin()) {
            assertThat(tx.committed(first.batch())).isTrue();
            assertThat(tx.committed(new BatchId(UUID.randomUUID()))).isFalse();
        }
    }

    @Test
    void rowsAreInsertedOnce() {
        Appends first = Appends.run(store, Appends.leaves("a", 256));
        List<RecordedKey> keys = List.of(new RecordedKey(key("k"), leafOf("k"), 0, leafOf("a0")));
        try (AppendTransaction tx = store.begin()) {
            tx.recordKeys(keys);
            tx.commit();
        }
        assertKind(
                Kind.FATAL,
                () -> inTransaction(tx -> tx.insertEntries(first.entries().subList(0, 1))));
        assertKind(Kind.FATAL, () -> inTransaction(tx -> tx.insertNodes(first.nodes())));
        assertKind(Kind.FATAL, () -> inTransaction(tx -> tx.recordKeys(keys)));
        assertKind(
                Kind.FATAL,
                () -> inTransaction(tx -> tx.removeDrafts(
                        List.of(new StoredDraft(77, key("x"), leafOf("x"), Bytes.utf8("{}"), Set.of())))));
        assertKind(
                Kind.FATAL,
                () -> inTransaction(
                        tx -> tx.insertTerms(List.of(new StoredTerm(term("a"), 1), new StoredTerm(term("a"), 1)))));
        assertThat(store.head()).contains(first.to());
    }

    @Test
    void draftsComeInOrderAndLeaveOnRequest() {
        for (int i = 0; i < 5; i++) {
            enqueue(MAIN, key("k" + i), leafOf("f" + i), Bytes.utf8("{\"n\":" + i + "}"));
        }
        try (AppendTransaction tx = store.begin()) {
            List<StoredDraft> drafts = tx.drafts(3);
            assertThat(drafts).extracting(StoredDraft::key).containsExactly(key("k0"), key("k1"), key("k2"));
            assertThat(drafts.get(1).fingerprint()).isEqualTo(leafOf("f1"));
            assertThat(drafts.get(2).draft()).isEqualTo(Bytes.utf8("{\"n\":2}"));
            assertThat(drafts).isSortedAccordingTo(java.util.Comparator.comparingLong(StoredDraft::id));
            tx.removeDrafts(drafts);
            assertThat(tx.drafts(10)).extracting(StoredDraft::key).containsExactly(key("k3"), key("k4"));
            tx.commit();
        }
        try (AppendTransaction tx = open(MAIN).begin()) {
            assertThat(tx.drafts(10)).hasSize(2);
        }
    }

    @Test
    void keysAreFoundInsideAndOutsideOfATransaction() {
        RecordedKey recorded = new RecordedKey(key("k"), leafOf("f"), 0, leafOf("a0"));
        try (AppendTransaction tx = store.begin()) {
            Appends.after(tx.head(), Appends.leaves("a", 1)).apply(tx);
            tx.recordKeys(List.of(recorded));
            assertThat(tx.recorded(List.of(key("k"), key("unknown")))).isEqualTo(Map.of(key("k"), recorded));
            tx.commit();
        }
        assertThat(store.recorded(List.of(key("unknown"), key("k")))).isEqualTo(Map.of(key("k"), recorded));
        assertThat(store.recorded(List.of(new IdempotencyKey("p2", "k")))).isEmpty();
        assertThat(store.recorded(List.of())).isEmpty();
    }

    @Test
    void logsDoNotSeeOneAnother() {
        LedgerStore other = open(OTHER);
        other.create();
        Appends.run(store, Appends.leaves("a", 2));
        enqueue(OTHER, key("k"), leafOf("k"), Bytes.utf8("{}"));
        store.publish(new StoredCheckpoint(2, Bytes.utf8("note")));
        assertThat(other.head()).contains(Head.EMPTY);
        assertThat(other.entries(0, 2)).isEmpty();
        assertThat(other.checkpoint()).isEmpty();
        inTransaction(tx -> assertThat(tx.drafts(10)).isEmpty());
        Appends.run(other, Appends.leaves("b", 1));
        assertThat(other.entries(0, 2)).extracting(StoredEntry::bytes).containsExactly(Bytes.utf8("b0"));
    }

    @Test
    void theFirstCheckpointOfASizeStaysAndTheLargestIsServed() {
        StoredCheckpoint two = new StoredCheckpoint(2, Bytes.utf8("two"));
        assertThat(store.publish(two)).isEqualTo(two);
        assertThat(open(MAIN).publish(new StoredCheckpoint(2, Bytes.utf8("late"))))
                .isEqualTo(two);
        StoredCheckpoint ten = new StoredCheckpoint(10, Bytes.utf8("ten"));
        assertThat(store.publish(ten)).isEqualTo(ten);
        store.publish(new StoredCheckpoint(9, Bytes.utf8("nine")));
        assertThat(store.checkpoint()).contains(ten);
    }

    @Test
    void theLargestEntryIsKeptByteForByte() {
        byte[] large = new byte[65_535];
        new java.util.Random(7).nextBytes(large);
        Appends.run(store, List.of(Bytes.of(large)));
        assertThat(store.entries(0, 1).getFirst().bytes()).isEqualTo(Bytes.of(large));
    }

    @Test
    void aMissingRowIsNeverSkippedSilently() {
        Appends.run(store, Appends.leaves("a", 3));
        assertKind(Kind.FATAL, () -> store.leafHashes(1, 4));
        assertKind(Kind.FATAL, () -> store.nodes(1, 0, 1));
        assertThat(store.leafHashes(3, 3)).isEmpty();
    }

    @Test
    void whatADraftIsFoundByComesWithIt() {
        Set<SearchTerm> terms = Set.of(SearchTerm.resource("one"), SearchTerm.resource("two"));
        enqueue(MAIN, key("k"), leafOf("k"), Bytes.utf8("{}"), terms);
        enqueue(MAIN, key("l"), leafOf("l"), Bytes.utf8("{}"));
        try (AppendTransaction tx = store.begin()) {
            assertThat(tx.drafts(2)).extracting(StoredDraft::terms).containsExactly(terms, Set.of());
        }
    }

    @Test
    void entriesAreFoundByAllTermsInEitherOrder() {
        List<StoredTerm> terms = new ArrayList<>();
        for (long seq = 0; seq < 60; seq++) {
            terms.add(new StoredTerm(term("all"), seq));
            if (seq % 2 == 0) {
                terms.add(new StoredTerm(term("even"), seq));
            }
            if (seq % 5 == 0) {
                terms.add(new StoredTerm(term("fifth"), seq));
            }
        }
        try (AppendTransaction tx = store.begin()) {
            Appends.after(tx.head(), Appends.leaves("a", 60)).apply(tx);
            tx.insertTerms(terms);
            assertThat(open(MAIN).find(query(true, 0, 60, "all"), 5)).isEmpty();
            tx.commit();
        }
        assertThat(store.find(query(false, 0, 60, "fifth", "even"), 100)).containsExactly(0L, 10L, 20L, 30L, 40L, 50L);
        assertThat(store.find(query(true, 0, 60, "even", "fifth", "all"), 3)).containsExactly(50L, 40L, 30L);
        assertThat(store.find(query(true, 0, 30, "fifth"), 3)).containsExactly(25L, 20L, 15L);
        assertThat(store.find(query(false, 10, 21, "fifth", "even"), 100)).containsExactly(10L, 20L);
        assertThat(store.find(query(false, 0, 60, "none", "all"), 100)).isEmpty();
        assertThat(store.find(query(false, 7, 7, "all"), 100)).isEmpty();
        open(OTHER).create();
        assertThat(open(OTHER).find(query(false, 0, 60, "all"), 100)).isEmpty();
        assertThatThrownBy(() -> store.find(query(true, 0, 1, "all"), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.find(query(true, 0, 1, "all"), LedgerReader.MAX_ROWS + 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static EntryQuery query(boolean newestFirst, long from, long to, String... terms) {
        return new EntryQuery(Stream.of(terms).map(LedgerStoreContract::term).toList(), from, to, newestFirst);
    }

    private static SearchTerm term(String text) {
        return SearchTerm.resource(text);
    }

    @Test
    void rangesAreChecked() {
        assertThatThrownBy(() -> store.entries(-1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.entries(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.leafHashes(0, LedgerReader.MAX_ROWS + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.nodes(0, 0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.nodes(8, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    private void inTransaction(java.util.function.Consumer<AppendTransaction> work) {
        try (AppendTransaction tx = store.begin()) {
            work.accept(tx);
        }
    }

    private static void assertKind(Kind kind, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }

    private static IdempotencyKey key(String key) {
        return new IdempotencyKey("p1", key);
    }

    private static Hash leafOf(String text) {
        return TreeHash.leaf(Bytes.utf8(text));
    }

    private static LedgerStore unset() {
        return new MemoryStore(MAIN, new MemoryDatabase());
    }
}
