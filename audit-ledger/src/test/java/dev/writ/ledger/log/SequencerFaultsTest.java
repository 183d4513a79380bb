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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers are told of a log whose store fails, and what one caller never notices of the others. */
class SequencerFaultsTest {
    @TempDir
    private Path temp = Path.of("");

    private final MemoryDatabase database = new MemoryDatabase();

    private Node node() {
        return new Node(database, temp).install();
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
