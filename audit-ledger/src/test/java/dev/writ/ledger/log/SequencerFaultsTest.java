package dev.writ.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.TestLog;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.log.AppendResult.Appended;
import dev.writ.ledger.log.AppendResult.Conflict;
import dev.writ.ledger.log.AppendResult.Reason;
import dev.writ.ledger.log.AppendResult.Unavailable;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.store.Faults;
import dev.writ.ledger.store.Faults.Step;
import dev.writ.ledger.store.MemoryDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A table of faults: which write fails, how, how often, and what the caller is told. */
class SequencerFaultsTest {
    @TempDir
    private Path temp = Path.of("");

    private final MemoryDatabase database = new MemoryDatabase();

    private Node node() {
        return new Node(database, temp).install();
    }

    /** What a caller is told: APPENDED at once, or a reason; after a restart the draft is in the log exactly once anyway. */
    @ParameterizedTest
    @CsvSource({
        "BEGIN, FAILS_NOT_PERSISTED, 1, APPENDED",
        "BEGIN, FAILS_NOT_PERSISTED, 3, STORE",
        "READ_DRAFTS, FAILS_NOT_PERSISTED, 1, APPENDED",
        "READ_DRAFTS, FAILS_FOR_GOOD, 1, HALTED",
        "INSERT_ENTRIES, FAILS_NOT_PERSISTED, 2, APPENDED",
        "INSERT_ENTRIES, FAILS_NOT_PERSISTED, 3, STORE",
        "INSERT_ENTRIES, FAILS_FOR_GOOD, 1, HALTED",
        "INSERT_NODES, FAILS_NOT_PERSISTED, 1, APPENDED",
        "INSERT_NODES, FAILS_FOR_GOOD, 1, HALTED",
        "RECORD_KEYS, FAILS_NOT_PERSISTED, 1, APPENDED",
        "RECORD_KEYS, FAILS_FOR_GOOD, 1, HALTED",
        "REMOVE_DRAFTS, FAILS_NOT_PERSISTED, 1, APPENDED",
        "REMOVE_DRAFTS, FAILS_FOR_GOOD, 1, HALTED",
        "MOVE_HEAD, FAILS_NOT_PERSISTED, 1, APPENDED",
        "MOVE_HEAD, FAILS_FOR_GOOD, 1, HALTED",
        "COMMIT, FAILS_NOT_PERSISTED, 1, APPENDED",
        "COMMIT, FAILS_NOT_PERSISTED, 2, APPENDED",
        "COMMIT, FAILS_NOT_PERSISTED, 9, STORE_OR_APPENDED",
        "COMMIT, FAILS_BUT_PERSISTED, 1, APPENDED",
        "COMMIT, FAILS_BUT_PERSISTED, 2, APPENDED",
        "COMMIT, FAILS_FOR_GOOD, 1, HALTED",
        "BEGIN_SYNC, FAILS_NOT_PERSISTED, 1, STORE",
        "SYNC, FAILS_NOT_PERSISTED, 1, HALTED",
        "SYNC, FAILS_BUT_PERSISTED, 1, HALTED",
        "PUBLISH, FAILS_NOT_PERSISTED, 1, APPENDED",
        "PUBLISH, FAILS_BUT_PERSISTED, 1, APPENDED",
        "PUBLISH, FAILS_FOR_GOOD, 1, HALTED",
    })
    void everyWriteMayFail(Step step, Faults.Outcome outcome, int times, String told) throws Exception {
        ScriptedFaults faults = new ScriptedFaults(step, outcome);
        Node node = node();
        Sequencer log = node.start(faults);
        assertThat(Node.answer(node.append(log, 1))).isInstanceOf(Appended.class);
        assertThat(node.published().orElseThrow().size())
                .as("published before the answer")
                .isEqualTo(2);
        faults.arm(times);
        AppendResult result = Node.answer(node.append(log, 2));
        switch (told) {
            case "APPENDED" ->
                assertThat(result).isInstanceOfSatisfying(Appended.class, a -> {
                    assertThat(a.index()).isEqualTo(2);
                    assertThat(a.leafHash()).isEqualTo(node.entries().get(2).leafHash());
                });
            case "STORE_OR_APPENDED" ->
                assertThat(result).matches(r -> r instanceof Appended || reason(r) == Reason.STORE);
            default -> assertThat(reason(result)).isEqualTo(Reason.valueOf(told));
        }
        log.close();
        Sequencer again = node.start(Faults.NONE);
        assertThat(node.timesLogged()).isEqualTo(Map.of(1, 1, 2, 1));
        assertThat(Node.answer(node.append(again, 3)))
                .isEqualTo(new Appended(3, node.entries().get(3).leafHash()));
        again.close();
        assertThat(node.published().orElseThrow().size()).isEqualTo(4);
    }

    private static Reason reason(AppendResult result) {
        return result instanceof Unavailable unavailable ? unavailable.reason() : Reason.NOT_DRAFTED;
    }

    @Test
    void aHaltedLogAdmitsNobodyAndSaysWhy() throws Exception {
        ScriptedFaults faults = new ScriptedFaults(Step.SYNC, Faults.Outcome.FAILS_NOT_PERSISTED);
        Node node = node();
        Sequencer log = node.start(faults);
        faults.arm(1);
        assertThat(reason(Node.answer(node.append(log, 1)))).isEqualTo(Reason.HALTED);
        assertThatThrownBy(log::admit)
                .isInstanceOfSatisfying(
                        LogUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.HALTED))
                .hasMessageContaining("the log has stopped: sync failed");
        assertThat(log.unavailable()).isPresent();
        log.close();
    }

    @Test
    void acknowledgedMeansDurableWhateverAPowerCutForgets() throws Exception {
        long seed = Long.getLong("writ.seed", System.nanoTime());
        Random random = new Random(seed);
        Node node = node();
        int number = 1;
        List<Integer> acknowledged = new ArrayList<>();
        for (int round = 0; round < 25; round++) {
            Faults faults = step -> random.nextInt(12) == 0 ? anyOutcome(random) : Faults.Outcome.WORKS;
            boolean[] armed = {false};
            Sequencer log = node.start(step -> armed[0] ? faults.at(step) : Faults.Outcome.WORKS);
            armed[0] = true;
            List<CompletableFuture<AppendResult>> futures = new ArrayList<>();
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                try {
                    futures.add(node.append(log, number));
                    numbers.add(number++);
                } catch (LogUnavailableException refused) {
                    break;
                }
            }
            for (int i = 0; i < futures.size(); i++) {
                if (Node.answer(futures.get(i)) instanceof Appended) {
                    acknowledged.add(numbers.get(i));
                }
            }
            log.close();
            database.crash(random.nextInt(database.unsynced() + 1));
        }
        node.start(Faults.NONE).close();
        Map<Integer, Integer> logged = node.timesLogged();
        assertThat(logged.keySet()).as("seed %s: acknowledged and lost", seed).containsAll(acknowledged);
        assertThat(logged.values()).as("seed %s: logged twice", seed).allMatch(times -> times == 1);
        assertThat(acknowledged)
                .as("seed %s: the test must have appended something", seed)
                .isNotEmpty();
    }

    private static Faults.Outcome anyOutcome(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> Faults.Outcome.FAILS_FOR_GOOD;
            case 1, 2 -> Faults.Outcome.FAILS_NOT_PERSISTED;
            default -> Faults.Outcome.FAILS_BUT_PERSISTED;
        };
    }

    @Test
    void aRepeatedKeyGivesTheSameEntryAndAnotherDraftUnderItIsAConflict() throws Exception {
        Node node = node();
        Sequencer log = node.start(Faults.NONE);
        Appended first = (Appended) Node.answer(node.append(log, 1));
        assertThat(Node.answer(node.append(log, 1))).isEqualTo(first);
        EntryDraft other = EntryDraft.of("other", Outcome.ALLOW);
        try (Admission admission = log.admit()) {
            database.enqueue(TestLog.LOG, TestLog.key(1), other.digest(), other.bytes());
            assertThat(Node.answer(admission.drafted(TestLog.key(1), other.digest())))
                    .isEqualTo(new Conflict(1));
        }
        assertThat(node.entries()).hasSize(2);
        log.close();
    }

    @Test
    void theSameKeyTwiceInOneBatchMakesOneEntry() throws Exception {
        Node node = node();
        node.enqueue(1);
        node.enqueue(1);
        node.enqueue(2);
        Sequencer log = node.start(Faults.NONE);
        assertThat(node.timesLogged()).isEqualTo(Map.of(1, 1, 2, 1));
        log.close();
    }

    @Test
    void aDraftThatWasNeverCommittedIsSaidSo() throws Exception {
        Node node = node();
        Sequencer log = node.start(Faults.NONE);
        try (Admission admission = log.admit()) {
            AppendResult result = Node.answer(admission.drafted(TestLog.key(9), TreeHash.sha256(Bytes.utf8("9"))));
            assertThat(reason(result)).isEqualTo(Reason.NOT_DRAFTED);
            assertThat(result).isInstanceOf(Unavailable.class);
        }
        assertThat(log.waiting()).isZero();
        log.close();
    }

    @Test
    void admissionIsBoundedAndPlacesComeBack() throws Exception {
        Node node = node();
        Sequencer log = node.start(Faults.NONE);
        List<Admission> places = new ArrayList<>();
        for (int i = 0; i < Node.OPTIONS.maxWaiting(); i++) {
            places.add(log.admit());
        }
        assertThatThrownBy(log::admit)
                .isInstanceOfSatisfying(
                        LogUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.OVERLOADED));
        places.forEach(Admission::close);
        places.forEach(Admission::close);
        assertThat(log.waiting()).isZero();
        assertThat(Node.answer(node.append(log, 1))).isInstanceOf(Appended.class);
        log.close();
        assertThatThrownBy(log::admit)
                .isInstanceOfSatisfying(
                        LogUnavailableException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.STOPPING));
    }

    @Test
    void draftsThatComeDuringASyncShareTheNextOne() throws Exception {
        CountDownLatch gathered = new CountDownLatch(1);
        AtomicBoolean armed = new AtomicBoolean();
        AtomicInteger syncs = new AtomicInteger();
        Node node = node();
        Sequencer log = node.start(step -> {
            if (step == Step.SYNC && armed.get()) {
                syncs.incrementAndGet();
                await(gathered);
            }
            return Faults.Outcome.WORKS;
        });
        armed.set(true);
        List<CompletableFuture<AppendResult>> futures = new ArrayList<>();
        for (int number = 1; number <= 41; number++) {
            futures.add(node.append(log, number));
        }
        assertThat(futures).as("nothing is answered before its sync").noneMatch(CompletableFuture::isDone);
        gathered.countDown();
        for (CompletableFuture<AppendResult> future : futures) {
            assertThat(Node.answer(future)).isInstanceOf(Appended.class);
        }
        int most = 2 + 41 / Node.OPTIONS.maxBatch() + 2;
        assertThat(syncs.get())
                .as("41 drafts in batches of 4, of which one sync covers at most two")
                .isBetween(6, most);
        log.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void twoNodesOnOneDatabaseMakeOneLog() throws Exception {
        Node one = node();
        Sequencer first = one.start(Faults.NONE);
        assertThat(Node.answer(one.append(first, 1))).isInstanceOf(Appended.class);
        Path folder = Files.createDirectory(temp.resolve("two"));
        Node two = new Node(database, folder).install();
        Sequencer second = two.start(Faults.NONE);
        List<CompletableFuture<AppendResult>> futures = new ArrayList<>();
        for (int number = 2; number < 52; number++) {
            futures.add(number % 2 == 0 ? one.append(first, number) : two.append(second, number));
        }
        for (CompletableFuture<AppendResult> future : futures) {
            assertThat(Node.answer(future)).isInstanceOf(Appended.class);
        }
        first.close();
        second.close();
        assertThat(one.timesLogged())
                .hasSize(51)
                .allSatisfy((number, times) -> assertThat(times).isEqualTo(1));
    }
}
