package dev.writ.ledger.log;

import dev.writ.ledger.keys.KeyGenerations;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.NoteException;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.note.VerifierKey;
import dev.writ.ledger.store.Head;
import dev.writ.ledger.store.LedgerReader;
import dev.writ.ledger.store.StoreException;
import dev.writ.ledger.store.StoreException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks at a log that does not run, by the checks that a start makes. Changes and signs nothing; only {@link #pinFrom} writes, and
 * only the pin. Used by one thread.
 */
public final class Examination {
    private final LedgerReader store;
    private final Pin pin;
    private final List<VerifierKey> keys;
    private final Recovery recovery;
    private final List<String> notes = new ArrayList<>();
    private Optional<Checkpoint> database = Optional.empty();
    private Optional<Checkpoint> pinned = Optional.empty();
    private Optional<Checkpoint> published = Optional.empty();

    /**
     * An examination.
     *
     * @param store the log's rows
     * @param pin this node's pin
     * @param keys public side of all keys that this node has
     */
    public Examination(LedgerReader store, Pin pin, List<VerifierKey> keys) {
        this.store = store;
        this.pin = pin;
        this.keys = List.copyOf(keys);
        this.recovery = new Recovery(store);
    }

    /** A place where the examination ends. */
    private record Verdict(Situation situation, String explanation) {}

    /**
     * Looks.
     *
     * @throws StoreException {@code RETRYABLE} if the database does not answer
     * @throws IOException if the pin's file cannot be read
     */
    public Condition examine() throws IOException {
        notes.clear();
        Optional<Verdict> damagedPin = readPin();
        Verdict verdict = damagedDatabase().or(() -> damagedPin).orElseGet(this::compare);
        return new Condition(verdict.situation, verdict.explanation, database, pinned, published, notes);
    }

    private Optional<Verdict> readPin() throws IOException {
        try {
            pinned = pin.read();
            pin.damage().ifPresent(notes::add);
            return Optional.empty();
        } catch (LogStartException e) {
            return Optional.of(new Verdict(Situation.PIN_DAMAGED, String.valueOf(e.getMessage())));
        }
    }

    private Optional<Verdict> damagedDatabase() {
        try {
            Head head = store.head().isPresent() ? recovery.checkHead() : Head.EMPTY;
            if (head.size() > 0) {
                KeyGenerations history = KeyGenerations.read(store);
                database = Optional.of(new Checkpoint(history.origin(), head.size(), head.root()));
                readPublished(head);
            }
            return Optional.empty();
        } catch (LogStartException | NoteException e) {
            return Optional.of(new Verdict(Situation.DATABASE_DAMAGED, String.valueOf(e.getMessage())));
        } catch (StoreException e) {
            if (e.kind() != Kind.FATAL) {
                throw e;
            }
            return Optional.of(new Verdict(Situation.DATABASE_DAMAGED, e.reason()));
        }
    }

    private void readPublished(Head head) {
        store.checkpoint().ifPresent(row -> {
            try {
                Checkpoint checkpoint = SignedCheckpoint.parse(row.note()).checkpoint();
                published = Optional.of(checkpoint);
                if (checkpoint.size() > head.size()) {
                    notes.add("the published checkpoint covers " + checkpoint.size()
                            + " entries and the database holds " + head.size() + ": entries are gone from it");
                } else if (!recovery.range(checkpoint.size()).root().equals(checkpoint.root())) {
                    notes.add("the published checkpoint is not of the tree that the database holds");
                }
            } catch (NoteException e) {
                notes.add("the published checkpoint is damaged: " + e.getMessage());
            }
        });
    }

    private Verdict compare() {
        if (database.isEmpty()) {
            return empty();
        }
        Checkpoint stored = database.get();
        if (pinned.isEmpty()) {
            return new Verdict(
                    Situation.PIN_MISSING,
                    "the database holds " + head(stored) + ", and there is no pin `" + pin.file()
                            + "` that says whether this is the newest head");
        }
        Checkpoint known = pinned.get();
        if (!known.origin().equals(stored.origin())) {
            return new Verdict(
                    Situation.OTHER_LOG,
                    "the database holds the log `" + stored.origin() + "` with " + head(stored)
                            + ", and the pin is of `" + known.origin() + "` with " + head(known));
        }
        return against(known, stored).or(this::wrongKeys).orElseGet(() -> good(known, stored));
    }

    private Verdict empty() {
        if (pinned.isPresent() && pinned.get().size() > 0) {
            return new Verdict(
                    Situation.ROLLED_BACK,
                    "the database holds no entry, and the pin `" + pin.file() + "` knows " + head(pinned.get()));
        }
        if (pinned.isEmpty() && !keys.isEmpty()) {
            return new Verdict(
                    Situation.PIN_MISSING,
                    "the database holds no entry, and the keys of a log are here without its pin `" + pin.file() + "`");
        }
        return new Verdict(Situation.NEW, "nothing was appended yet, a start makes the log");
    }

    private Optional<Verdict> against(Checkpoint known, Checkpoint stored) {
        if (known.size() > stored.size()) {
            return Optional.of(new Verdict(
                    Situation.ROLLED_BACK,
                    "the database holds " + head(stored) + ", and the pin knows " + head(known) + ": "
                            + "signed entries that are not in it: " + (known.size() - stored.size())));
        }
        Checkpoint then = new Checkpoint(
                stored.origin(), known.size(), recovery.range(known.size()).root());
        if (!then.equals(known)) {
            return Optional.of(new Verdict(
                    Situation.FORKED,
                    "the database holds " + head(stored) + " and had " + head(then) + ", and the pin knows "
                            + head(known) + ": entries before it were changed, or it is a copy that went another way"));
        }
        return Optional.empty();
    }

    private Optional<Verdict> wrongKeys() {
        KeyGenerations.Generation now = KeyGenerations.read(store).current();
        for (VerifierKey wanted : now.keys().keys()) {
            if (!keys.contains(wanted)) {
                boolean other = keys.stream().anyMatch(key -> key.algorithm() == wanted.algorithm());
                return Optional.of(new Verdict(
                        other ? Situation.KEYS_DIFFER : Situation.KEYS_MISSING,
                        "the key " + wanted + ", which entry `" + now.entry() + "` names, is not beside the pin `"
                                + pin.file() + "`"));
            }
        }
        return Optional.empty();
    }

    private static Verdict good(Checkpoint known, Checkpoint stored) {
        return known.size() == stored.size()
                ? new Verdict(Situation.FINE, "the database ends at the pinned head, " + head(known))
                : new Verdict(
                        Situation.AHEAD,
                        "the database holds " + head(stored) + ", which extends what the pin knows, " + head(known));
    }

    private static String head(Checkpoint head) {
        return head.size() + " entries with root " + head.root().base64();
    }

    /**
     * Writes the pin from a signed checkpoint that somebody outside kept. The pin never goes back, and never to a head that the stored
     * tree does not contain.
     *
     * @param note from a witness, a verifier or another node; the caller vouches for its being the newest one
     * @return the head that is pinned now; it is on disk
     * @throws LogStartException if the checkpoint or the log does not allow it; nothing was written then
     * @throws IOException if the pin cannot be read or written
     */
    public Checkpoint pinFrom(Bytes note) throws IOException {
        Condition condition = examine();
        if (!condition.situation().takesPin()) {
            throw new LogStartException("no pin was written: " + condition.explanation());
        }
        wrongKeys().ifPresent(verdict -> {
            throw new LogStartException("no pin was written: " + verdict.explanation);
        });
        Checkpoint head;
        try {
            head = KeyGenerations.read(store).verify(note).checkpoint();
        } catch (NoteException e) {
            throw new LogStartException("no pin was written: the checkpoint is refused: " + e.getMessage(), e);
        }
        pinned.filter(known -> known.size() > head.size()).ifPresent(known -> {
            throw new LogStartException("no pin was written: the pin knows " + head(known)
                    + ", and the checkpoint only " + head(head) + ": a pin never goes back");
        });
        recovery.checkPin(head, recovery.checkHead(), "the given checkpoint");
        pin.write(head);
        return head;
    }
}
