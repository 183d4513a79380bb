package dev.writ.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.TestLog;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.log.AppendResult.Appended;
import dev.writ.ledger.log.AppendResult.Conflict;
import dev.writ.ledger.log.AppendResult.Reason;
import dev.writ.ledger.log.AppendResult.Unavailable;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.store.Faults;
import dev.writ.ledger.store.Faults.Outcome;
import dev.writ.ledger.store.Faults.Step;
import dev.writ.ledger.store.MemoryDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches that are committed while the one before them is synced and signed, and drafts that do not go through the outbox. */
@Timeout(60)
class InFlightTest {
    @TempDir
    private Path temp = Path.of("");

    private final MemoryDatabase database = new MemoryDatabase();

    private Node node() {
        return new Node(database, temp).install();
    }

    /** Holds one kind of write until it is told how it ends, and counts commits. */
    private static final class Held implements Faults {
        private final Step step;
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch released = new CountDownLatch(1);
        private final AtomicInteger commits = new AtomicInteger();
        private volatile boolean armed;
        private volatile Outcome outcome = Outcome.WORKS;

        Held(Step step) {
            this.step = step;
        }

        @Override
        public Outcome at(Step now) {
            if (!armed) {
                return Outcome.WORKS;
            }
            if (now == Step.COMMIT) {
                commits.incrementAndGet();
            }
            if (now != step) {
                return Outcome.WORKS;
            }
            reached.countDown();
            await(released);
            return outcome;
        }

        void arm() {
            armed = true;
        }

        void release(Outcome end) {
            outcome = end;
            released.countDown();
        }

        /** Waits until a batch is held and the given number of batches is committed. */
        void awaitCommits(int count) {
            await(reached);
            while (commits.get() < count) {
                Thread.onSpinWait();
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Reason reason(AppendResult result) {
        return result instanceof Unavailable unavailable ? unavailable.reason() : Reason.NOT_DRAFTED;
    }

    private static List<AppendResult> answers(List<CompletableFuture<AppendResult>> futures) throws Exception {
        List<AppendResult> answers = new ArrayList<>();
        for (CompletableFuture<AppendResult> future : futures) {
            answers.add(Node.answer(future));
        }
        return answers;
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"SYNC", "PUBLISH"})
    void aBatchIsCommittedWhileTheOneBeforeIsFinishedAndNobodyIsAnsweredEarly(Step step) throws Exception {
        Held held = new Held(step);
        Node node = node();
        Sequencer log = node.start(held);
        long before = node.published().orElseThrow().size();
        held.arm();
        var futures = new ArrayList<>(List.of(Node.submit(log, 1)));
        held.awaitCommits(1);
        futures.add(node.append(log, 2));
        futures.add(Node.submit(log, 3));
        held.awaitCommits(2);
        assertThat(futures).noneMatch(CompletableFuture::isDone);
        assertThat(node.published().orElseThrow().size()).isEqualTo(before);
        held.release(Outcome.WORKS);
        assertThat(answers(futures)).allMatch(Appended.class::isInstance);
        assertThat(node.published().orElseThrow().size()).isEqualTo(4);
        assertThat(node.timesLogged()).isEqualTo(Map.of(1, 1, 2, 1, 3, 1));
        log.close();
    }

    @Test
    void aKeyThatIsInFlightIsOneEntryAndAnotherDraftUnderItIsAConflict() throws Exception {
        Held held = new Held(Step.SYNC);
        Node node = node();
        Sequencer log = node.start(held);
        held.arm();
        CompletableFuture<AppendResult> first = Node.submit(log, 1);
        held.awaitCommits(1);
        CompletableFuture<AppendResult> again = Node.submit(log, 1);
        CompletableFuture<AppendResult> throughTheOutbox = node.append(log, 1);
        CompletableFuture<AppendResult> other;
        try (Admission admission = log.admit()) {
            EntryDraft draft = TestLog.draft(2);
            other = admission.append(TestLog.key(1), draft.digest(), draft);
        }
        assertThat(first).isNotDone();
        held.release(Outcome.WORKS);
        assertThat(Node.answer(first))
                .isInstanceOfSatisfying(
                        Appended.class, a -> assertThat(a.index()).isEqualTo(1));
        assertThat(Node.answer(again)).isEqualTo(Node.answer(first));
        assertThat(Node.answer(throughTheOutbox)).isEqualTo(Node.answer(first));
        assertThat(Node.answer(other)).isEqualTo(new Conflict(1));
        assertThat(node.entries()).hasSize(2);
        log.close();
    }

    @Test
    void whatOneCallerSubmitsKeepsItsOrder() throws Exception {
        Node node = node();
        List<CompletableFuture<AppendResult>> futures = new ArrayList<>();
        try (Sequencer log = node.start(Faults.NONE)) {
            for (int number = 1; number <= 60; number++) {
                futures.add(Node.submit(log, number));
            }
            assertThat(answers(futures))
                    .extracting(result -> ((Appended) result).index())
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
        assertThat(node.entries()).hasSize(61);
    }

    @Test
    void bothWaysMakeOneLogAndEveryAnswerIsCoveredByACheckpoint() throws Exception {
        Node node = node();
        List<CompletableFuture<?>> checked = new ArrayList<>();
        try (Sequencer log = node.start(Faults.NONE)) {
            for (int number = 1; number <= 60; number++) {
                CompletableFuture<AppendResult> future =
                        number % 3 == 0 ? node.append(log, number) : Node.submit(log, number);
                checked.add(future.thenAccept(result -> {
                    Appended appended = (Appended) result;
                    assertThat(node.published().orElseThrow().size()).isGreaterThan(appended.index());
                    assertThat(node.entries().get((int) appended.index()).leafHash())
                            .isEqualTo(appended.leafHash());
                }));
            }
            for (CompletableFuture<?> check : checked) {
                check.get();
            }
            assertThat(log.waiting()).isZero();
        }
        assertThat(node.timesLogged())
                .hasSize(60)
                .allSatisfy((number, times) -> assertThat(times).isEqualTo(1));
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"SYNC", "PUBLISH"})
    void aLogThatHaltsAnswersNobodyOfTheBatchesInFlight(Step step) throws Exception {
        Held held = new Held(step);
        Node node = node();
        Sequencer log = node.start(held);
        assertThat(Node.answer(Node.submit(log, 1))).isInstanceOf(Appended.class);
        Checkpoint signed = node.published().orElseThrow();
        held.arm();
        List<CompletableFuture<AppendResult>> futures = new ArrayList<>(List.of(Node.submit(log, 2)));
        held.awaitCommits(1);
        futures.add(node.append(log, 3));
        held.awaitCommits(2);
        futures.add(Node.submit(log, 4));
        futures.add(node.append(log, 5));
        held.release(Outcome.FAILS_FOR_GOOD);
        assertThat(answers(futures)).extracting(InFlightTest::reason).containsOnly(Reason.HALTED);
        assertThatThrownBy(log::admit).isInstanceOf(LogUnavailableException.class);
        log.close();
        assertThat(log.waiting()).isZero();
        assertThat(node.published()).contains(signed);
        database.crash(0);
        node.start(Faults.NONE).close();
        assertThat(node.timesLogged())
                .containsEntry(1, 1)
                .allSatisfy((number, times) -> assertThat(times).isEqualTo(1));
    }

    @Test
    void aStopFinishesWhatIsInFlightAndRefusesTheRest() throws Exception {
        Held held = new Held(Step.SYNC);
        Node node = node();
        Sequencer log = node.start(held);
        held.arm();
        CompletableFuture<AppendResult> first = Node.submit(log, 1);
        held.awaitCommits(1);
        CompletableFuture<AppendResult> second = Node.submit(log, 2);
        held.awaitCommits(2);
        CompletableFuture<AppendResult> third = Node.submit(log, 3);
        Thread stop = Thread.ofVirtual().start(log::close);
        while (log.unavailable().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(first).isNotDone();
        held.release(Outcome.WORKS);
        assertThat(Node.answer(first)).isInstanceOf(Appended.class);
        assertThat(Node.answer(second)).isInstanceOf(Appended.class);
        assertThat(reason(Node.answer(third))).isEqualTo(Reason.STOPPING);
        stop.join();
        assertThat(node.timesLogged()).isEqualTo(Map.of(1, 1, 2, 1));
    }

    /** A draft that was refused is not kept, so that it cannot appear later; sent again, it makes its one entry. */
    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"FAILS_NOT_PERSISTED", "FAILS_BUT_PERSISTED"})
    void aDraftWhoseCommitFailedIsOneEntryWhenItIsSentAgain(Outcome outcome) throws Exception {
        ScriptedFaults faults = new ScriptedFaults(Step.BEGIN, Outcome.FAILS_NOT_PERSISTED);
        ScriptedFaults commits = new ScriptedFaults(Step.COMMIT, outcome);
        Node node = node();
        Sequencer log = node.start(step -> step == Step.COMMIT ? commits.at(step) : faults.at(step));
        faults.arm(Node.OPTIONS.tries());
        assertThat(reason(Node.answer(Node.submit(log, 1)))).isEqualTo(Reason.STORE);
        assertThat(node.timesLogged()).isEmpty();
        while (log.unavailable().isPresent()) {
            Thread.onSpinWait();
        }
        assertThat(node.timesLogged()).as("it does not come back by itself").isEmpty();
        commits.arm(1);
        AppendResult second = Node.answer(Node.submit(log, 1));
        assertThat(second).isInstanceOf(Appended.class);
        assertThat(Node.answer(Node.submit(log, 1))).isEqualTo(second);
        assertThat(node.timesLogged()).isEqualTo(Map.of(1, 1));
        log.close();
    }

    @Test
    void neitherWayStarvesTheOther() throws Exception {
        Held held = new Held(Step.SYNC);
        Node node = node();
        Sequencer log = node.start(held);
        held.arm();
        CompletableFuture<AppendResult> first = Node.submit(log, 1);
        held.awaitCommits(1);
        List<CompletableFuture<AppendResult>> futures = new ArrayList<>();
        for (int number = 10; number < 30; number++) {
            futures.add(number % 2 == 0 ? node.append(log, number) : Node.submit(log, number));
        }
        held.awaitCommits(2);
        held.release(Outcome.WORKS);
        assertThat(Node.answer(first)).isInstanceOf(Appended.class);
        assertThat(answers(futures)).allMatch(Appended.class::isInstance);
        for (int from = 5; from < 17; from += Node.OPTIONS.maxBatch()) {
            List<Integer> parity = node.entries().subList(from, from + Node.OPTIONS.maxBatch()).stream()
                    .map(entry -> number(entry.draft()) % 2)
                    .distinct()
                    .toList();
            assertThat(parity).as("entries from %s", from).hasSize(2);
        }
        log.close();
    }

    private static int number(EntryDraft draft) {
        for (int number = 0; number < 200; number++) {
            if (TestLog.draft(number).equals(draft)) {
                return number;
            }
        }
        throw new AssertionError("not a draft of the test: " + draft);
    }
}
