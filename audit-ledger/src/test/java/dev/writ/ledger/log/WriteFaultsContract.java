package dev.writ.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.log.AppendResult.Appended;
import dev.writ.ledger.log.AppendResult.Reason;
import dev.writ.ledger.log.AppendResult.Unavailable;
import dev.writ.ledger.store.Faults;
import dev.writ.ledger.store.Faults.Step;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A log over a store whose writes fail, each "not persisted" and "but persisted": which write fails, how, how often, and what the
 * caller is told. Run against every kind of database; each test begins with an empty one.
 */
@Timeout(300)
public abstract class WriteFaultsContract {
    @TempDir
    private Path temp = Path.of("");

    /** The test's database. */
    protected abstract Node.Rows rows();

    /** How often the log is started anew under random faults. */
    protected int rounds() {
        return 25;
    }

    /** Between two runs of the log: a database may lose what no sync has covered. */
    protected void cut(Random random) {
        // one that is always synced loses nothing
    }

    private Node node() {
        return new Node(rows(), temp).install();
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
        "INSERT_ENTRIES, FAILS_BUT_PERSISTED, 2, APPENDED",
        "INSERT_ENTRIES, FAILS_FOR_GOOD, 1, HALTED",
        "INSERT_TERMS, FAILS_NOT_PERSISTED, 1, APPENDED",
        "INSERT_TERMS, FAILS_BUT_PERSISTED, 1, APPENDED",
        "INSERT_TERMS, FAILS_FOR_GOOD, 1, HALTED",
        "INSERT_NODES, FAILS_NOT_PERSISTED, 1, APPENDED",
        "INSERT_NODES, FAILS_BUT_PERSISTED, 1, APPENDED",
        "INSERT_NODES, FAILS_FOR_GOOD, 1, HALTED",
        "RECORD_KEYS, FAILS_NOT_PERSISTED, 1, APPENDED",
        "RECORD_KEYS, FAILS_BUT_PERSISTED, 1, APPENDED",
        "RECORD_KEYS, FAILS_FOR_GOOD, 1, HALTED",
        "REMOVE_DRAFTS, FAILS_NOT_PERSISTED, 1, APPENDED",
        "REMOVE_DRAFTS, FAILS_BUT_PERSISTED, 1, APPENDED",
        "REMOVE_DRAFTS, FAILS_FOR_GOOD, 1, HALTED",
        "MOVE_HEAD, FAILS_NOT_PERSISTED, 1, APPENDED",
        "MOVE_HEAD, FAILS_BUT_PERSISTED, 1, APPENDED",
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
    void acknowledgedMeansDurableWhateverFails() throws Exception {
        long seed = Long.getLong("writ.seed", System.nanoTime());
        Random random = new Random(seed);
        Node node = node();
        int number = 1;
        List<Integer> acknowledged = new ArrayList<>();
        for (int round = 0; round < rounds(); round++) {
            Faults faults = step -> random.nextInt(12) == 0 ? anyOutcome(random) : Faults.Outcome.WORKS;
            boolean[] armed = {false};
            Sequencer log = node.start(step -> armed[0] ? faults.at(step) : Faults.Outcome.WORKS);
            armed[0] = true;
            List<CompletableFuture<AppendResult>> futures = new ArrayList<>();
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                try {
                    futures.add(random.nextBoolean() ? node.append(log, number) : Node.submit(log, number));
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
            cut(random);
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
}
