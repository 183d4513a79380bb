package dev.writ.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.TestLog;
import dev.writ.ledger.entry.KeyChange;
import dev.writ.ledger.keys.KeyGenerations;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.Algorithm;
import dev.writ.ledger.note.CheckpointSigner;
import dev.writ.ledger.note.LogProof;
import dev.writ.ledger.note.TestKeys;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.pack.EvidencePack;
import dev.writ.ledger.publish.DirectoryExporter;
import dev.writ.ledger.publish.LogView;
import dev.writ.ledger.publish.PackBuilder;
import dev.writ.ledger.store.Faults;
import dev.writ.ledger.store.Faults.Outcome;
import dev.writ.ledger.store.Faults.Step;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.LedgerStore;
import dev.writ.ledger.store.MemoryDatabase;
import dev.writ.ledger.store.MemoryStore;
import dev.writ.ledger.store.RecordedKey;
import dev.writ.ledger.store.StoreException;
import dev.writ.ledger.verify.DirectorySource;
import dev.writ.ledger.verify.LogVerifier;
import dev.writ.ledger.verify.PackVerifier;
import dev.writ.ledger.verify.Progress;
import dev.writ.ledger.verify.VerificationReport;
import dev.writ.ledger.verify.VerificationRequest;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys change at any fault, and everything that was proved before and after verifies with the keys of either time. */
class KeyRotationTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T10:00:00Z"));

    @TempDir
    private Path temp = Path.of("");

    private final MemoryDatabase database = new MemoryDatabase();
    private int exports;

    private static List<CheckpointSigner> signers(int seed) {
        return List.of(
                TestKeys.key(Algorithm.ED25519, seed).signer(),
                TestKeys.key(Algorithm.ML_DSA_44, seed).signer());
    }

    private static TrustedKeys keys(List<CheckpointSigner> signers) {
        return new TrustedKeys(signers.stream().map(CheckpointSigner::key).toList());
    }

    private Node node() {
        return new Node(database, temp);
    }

    private LogStarter starter(List<CheckpointSigner> signers, Faults faults) {
        return node().starter(faults, CLOCK).with(signers);
    }

    private MemoryStore store() {
        return new MemoryStore(TestLog.LOG, database);
    }

    private void append(List<CheckpointSigner> signers, int from, int to) throws Exception {
        try (Sequencer log = starter(signers, Faults.NONE).start()) {
            for (int number = from; number <= to; number++) {
                assertThat(Node.answer(node().append(log, number))).isInstanceOf(AppendResult.Appended.class);
            }
        }
    }

    private VerificationReport verified(TrustedKeys given, List<Bytes> since, List<Bytes> proofs) throws Exception {
        exports++;
        Path out = temp.resolve("export" + exports);
        new DirectoryExporter(new LogView(store())).export(out);
        return LogVerifier.verify(
                new DirectorySource(out), new VerificationRequest(given, since, proofs), Progress.NONE);
    }

    private static VerificationReport good(VerificationReport report) {
        assertThat(report.finding()).isEmpty();
        return report;
    }

    @Test
    void whatWasProvedBeforeIsProvedAfterAChangeAndTheOtherWayRound() throws Exception {
        List<CheckpointSigner> old = TestKeys.signers();
        node().install();
        append(old, 1, 3);
        LogView view = new LogView(store());
        Bytes head = view.checkpoint().orElseThrow().bytes();
        LogProof proof = view.proof(2).orElseThrow();
        Bytes pack = pack(view, 2);

        assertThat(new KeyRotation(starter(old, Faults.NONE), signers(9)).run()).isEqualTo(4);
        assertThat(view.keys()).contains(Bytes.utf8(keys(signers(9)).lines()));
        KeyGenerations history = view.keyHistory().orElseThrow();
        assertThat(history.generations())
                .extracting(KeyGenerations.Generation::entry)
                .containsExactly(0L, 4L);
        assertThat(history.at(4).keys().lines()).isEqualTo(keys(old).lines());
        assertThat(history.at(5).keys().lines()).isEqualTo(keys(signers(9)).lines());
        append(signers(9), 4, 6);
        assertThat(new KeyRotation(starter(signers(9), Faults.NONE), signers(10)).run())
                .isEqualTo(8);
        append(signers(10), 7, 8);

        for (int seed : List.of(0, 9, 10)) {
            TrustedKeys given = seed == 0 ? keys(old) : keys(signers(seed));
            VerificationReport report = good(verified(given, List.of(head), List.of(proof.bytes())));
            assertThat(report.keyChanges()).isEqualTo(2);
            assertThat(report.entries()).isEqualTo(11);
            assertThat(PackVerifier.verify(pack(view, 2, 10), VerificationRequest.of(given))
                            .finding())
                    .isEmpty();
        }
        assertThat(PackVerifier.verify(pack, VerificationRequest.of(keys(old))).finding())
                .isEmpty();
        assertThat(verified(keys(signers(77)), List.of(), List.of()).finding()).isPresent();
    }

    private static Bytes pack(LogView view, long... about) {
        TreeSet<Long> indexes = new TreeSet<>();
        for (long index : about) {
            indexes.add(index);
        }
        EvidencePack pack = new PackBuilder(view, entry -> List.of())
                .pack(indexes, new TreeSet<>())
                .orElseThrow();
        return pack.bytes();
    }

    @Test
    void onlyTheNewKeysStartTheLogAfterwards() throws Exception {
        node().install();
        append(TestKeys.signers(), 1, 3);
        new KeyRotation(starter(TestKeys.signers(), Faults.NONE), signers(9)).run();
        assertThatThrownBy(
                        () -> starter(TestKeys.signers(), Faults.NONE).start().close())
                .isInstanceOf(LogStartException.class)
                .hasMessage("the keys of this node are not those in entry `4`, copy the key files of the log here");
        assertThatThrownBy(() -> new KeyRotation(starter(TestKeys.signers(), Faults.NONE), signers(10)).run())
                .isInstanceOf(LogStartException.class);
    }

    @Test
    void aChangeByAnotherNodeBetweenCheckAndAppendIsRefusedAndTakesNoNumber() throws Exception {
        node().install();
        append(TestKeys.signers(), 1, 3);
        LedgerStore raced = afterItsFirstLookAtTheChanges(
                () -> new KeyRotation(starter(TestKeys.signers(), Faults.NONE), signers(9)).run());
        LogStarter plain = starter(TestKeys.signers(), Faults.NONE);
        LogStarter before = new LogStarter(
                raced, plain.signers(), plain.pin(), plain.trusted(), plain.clock(), plain.options(), plain.pause());
        assertThatThrownBy(() -> new KeyRotation(before, signers(10)).run())
                .isInstanceOf(LogStartException.class)
                .hasMessage(
                        "the keys of the log were changed by entry `4` of another node meanwhile: copy its key files"
                                + " here");
        assertThat(store().recorded(List.of(KeyGenerations.change(1), KeyGenerations.change(2))))
                .containsOnlyKeys(KeyGenerations.change(1));
        assertThat(KeyGenerations.read(store()).current().keys().lines())
                .isEqualTo(keys(signers(9)).lines());
        append(signers(9), 4, 4);
        good(verified(TestKeys.trusted(), List.of(), List.of()));
    }

    /** What the check of a start reads last is how often the keys were changed. */
    private LedgerStore afterItsFirstLookAtTheChanges(Runnable then) {
        return new MemoryStore(TestLog.LOG, database) {
            private boolean happened;

            @Override
            public Map<IdempotencyKey, RecordedKey> recorded(Collection<IdempotencyKey> keys) {
                Map<IdempotencyKey, RecordedKey> found = super.recorded(keys);
                if (!happened) {
                    happened = true;
                    then.run();
                }
                return found;
            }
        };
    }

    @Test
    void aNodeThatRunsOnWithTheOldKeysSignsNothingAfterTheChange() throws Exception {
        node().install();
        append(TestKeys.signers(), 1, 3);
        Node other = node();
        try (Sequencer log = starter(TestKeys.signers(), Faults.NONE).start()) {
            new KeyRotation(starter(TestKeys.signers(), Faults.NONE), signers(9)).run();
            Bytes head = store().checkpoint().orElseThrow().note();
            assertThat(Node.answer(other.append(log, 4)))
                    .isInstanceOfSatisfying(
                            AppendResult.Unavailable.class,
                            refused -> assertThat(refused.message()).contains("were changed by entry `4`"));
            assertThat(store().checkpoint().orElseThrow().note()).isEqualTo(head);
        }
        append(signers(9), 5, 5);
        assertThat(node().timesLogged()).containsOnlyKeys(1, 2, 3, 4, 5);
        good(verified(TestKeys.trusted(), List.of(), List.of()));
    }

    @Test
    void draftsThatWaitAreInTheLogBeforeTheChange() throws Exception {
        node().install();
        append(TestKeys.signers(), 1, 3);
        for (int number = 10; number < 30; number++) {
            node().enqueue(number);
        }
        new KeyRotation(starter(TestKeys.signers(), Faults.NONE), signers(9)).run();
        append(signers(9), 30, 30);
        assertThat(node().timesLogged())
                .hasSize(24)
                .allSatisfy((_, times) -> assertThat(times).isOne());
        good(verified(TestKeys.trusted(), List.of(), List.of()));
    }

    static Stream<Arguments> everyFault() {
        List<Arguments> all = new ArrayList<>();
        for (Step step : Step.values()) {
            for (Outcome outcome : Outcome.values()) {
                for (int times : List.of(1, 2, 100)) {
                    all.add(Arguments.of(step, outcome, times));
                }
            }
        }
        return all.stream();
    }

    /** After any fault and a power cut the log starts with the keys that it names, the rotation is finished by trying again, and nothing is forked. */
    @ParameterizedTest
    @MethodSource("everyFault")
    void aFaultAtAnyWriteLeavesALogThatStarts(Step step, Outcome outcome, int times) throws Exception {
        node().install();
        append(TestKeys.signers(), 1, 3);
        Bytes head = store().checkpoint().orElseThrow().note();
        node().enqueue(4);
        store().sync();
        ScriptedFaults faults = new ScriptedFaults(step, outcome);
        faults.arm(times);
        tolerant(new KeyRotation(starter(TestKeys.signers(), faults), signers(9)));
        database.crash(times == 1 ? 0 : database.unsynced());

        List<CheckpointSigner> named = named();
        append(named, 5, 5);
        if (!keys(named).lines().equals(keys(signers(9)).lines())) {
            new KeyRotation(starter(named, Faults.NONE), signers(9)).run();
        }
        append(signers(9), 6, 6);
        assertThat(node().entries().stream().filter(entry -> KeyChange.is(entry.draft())))
                .hasSize(1);
        assertThat(node().timesLogged())
                .containsOnlyKeys(1, 2, 3, 4, 5, 6)
                .allSatisfy((_, count) -> assertThat(count).isOne());
        assertThat(good(verified(TestKeys.trusted(), List.of(head), List.of())).keyChanges())
                .isOne();
        good(verified(keys(signers(9)), List.of(head), List.of()));
    }

    private static void tolerant(KeyRotation rotation) {
        try {
            rotation.run();
        } catch (StoreException | LogStartException expected) {
            assertThat(expected.getMessage()).isNotEmpty();
        }
    }

    private List<CheckpointSigner> named() {
        TrustedKeys current = KeyGenerations.read(store()).current().keys();
        return current.lines().equals(TestKeys.trusted().lines()) ? TestKeys.signers() : signers(9);
    }
}
