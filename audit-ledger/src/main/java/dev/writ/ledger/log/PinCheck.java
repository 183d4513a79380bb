package dev.writ.ledger.log;

import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.store.Head;
import dev.writ.ledger.store.LedgerReader;
import dev.writ.ledger.store.StoreException;
import java.util.Optional;

/**
 * Whether rows hold what a pin vouches for, without starting a log on them: for choosing among versions of a database.
 *
 * @param store the rows, which are only read
 */
public record PinCheck(LedgerReader store) {
    /** What was found. */
    public sealed interface Result {
        /** The pinned head is in the log, or there was none to look for. */
        record Holds(String head) implements Result {}

        /** The log is sound as far as it goes, and smaller than the pinned head. */
        record TooOld(String head) implements Result {}

        /** The log contradicts itself or the pinned head. */
        record Contradicts(String why) implements Result {}
    }

    /**
     * Compares.
     *
     * @param pinned the pinned head; without one, or with an empty one, any rows do that a start could begin with
     * @throws StoreException if the rows cannot be read
     */
    public Result against(Optional<Checkpoint> pinned) {
        Optional<Checkpoint> something = pinned.filter(head -> head.size() > 0);
        if (something.isEmpty()) {
            return new Result.Holds("a log that nothing was acknowledged of");
        }
        Checkpoint pin = something.get();
        if (store.head().orElse(Head.EMPTY).size() < pin.size()) {
            return new Result.TooOld(describe(store.head().orElse(Head.EMPTY)));
        }
        Recovery recovery = new Recovery(store);
        try {
            Head head = recovery.checkHead();
            recovery.checkPin(pin, head, "the pin");
            return new Result.Holds(describe(head));
        } catch (LogStartException e) {
            return new Result.Contradicts(String.valueOf(e.getMessage()));
        }
    }

    private static String describe(Head head) {
        return "the head " + head.size() + " with root " + head.root().base64();
    }
}
