package dev.writ.ledger;

import dev.writ.ledger.keys.KeyCustodyException;
import dev.writ.ledger.log.Condition;
import dev.writ.ledger.log.Examination;
import dev.writ.ledger.log.LogStartException;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.VerifierKey;
import dev.writ.ledger.store.LedgerReader;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at a log that does not run, and takes the one step that is safe: to write a pin that a trusted checkpoint vouches for. Never
 * signs and never appends.
 */
public final class Repair {
    private final Examination examination;
    private final List<String> notes = new ArrayList<>();

    /**
     * A log and the folder of a node.
     *
     * @param keysAndPin as in {@link LedgerConfig#folder}; need not be there
     * @param store the log's rows
     */
    public Repair(Path keysAndPin, LedgerReader store) {
        NodeFolder folder = new NodeFolder(keysAndPin, new SecureRandom());
        this.examination = new Examination(store, folder.pin(), keys(folder));
    }

    private List<VerifierKey> keys(NodeFolder folder) {
        try {
            return folder.keys().publicKeys();
        } catch (KeyCustodyException e) {
            notes.add(String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    /**
     * Looks, and changes nothing.
     *
     * @throws dev.writ.ledger.store.StoreException {@code RETRYABLE} if the database does not answer
     * @throws IOException if the pin's file cannot be read
     */
    public Condition examine() throws IOException {
        Condition found = examination.examine();
        List<String> all = new ArrayList<>(notes);
        all.addAll(found.notes());
        return new Condition(
                found.situation(), found.explanation(), found.database(), found.pinned(), found.published(), all);
    }

    /**
     * Writes the pin from a signed checkpoint that somebody outside kept, if the stored tree extends it.
     *
     * @param note of a witness, a verifier or another node; the caller vouches for its being the newest one
     * @return the head that is pinned now
     * @throws LogStartException if checkpoint or log do not allow it; nothing was written then
     * @throws IOException if the pin cannot be read or written
     */
    public Checkpoint pinFrom(Bytes note) throws IOException {
        return examination.pinFrom(note);
    }
}
