package dev.writ.ledger.log;

import dev.writ.ledger.durable.DurableFile;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.NoteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * This node's memory of the newest head that it signed, in a file outside of the database: the three lines of a checkpoint. A
 * database that was rolled back or exchanged cannot make the node sign a head that contradicts it.
 */
public final class Pin {
    private static final int MAX_SIZE = 1024;

    private final Path file;

    /** The pin in a file, which need not be there yet. */
    public Pin(Path file) {
        this.file = file;
    }

    /** Where the pin is kept. */
    public Path file() {
        return file;
    }

    /**
     * The pinned head; empty if there is no file.
     *
     * @throws LogStartException if the file holds something else
     * @throws IOException if it cannot be read
     */
    public Optional<Checkpoint> read() throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > MAX_SIZE) {
            throw new LogStartException("the pin `" + file + "` is too large to be one");
        }
        try {
            return Optional.of(Checkpoint.parse(Files.readString(file)));
        } catch (NoteException e) {
            throw new LogStartException(
                    "the pin `" + file + "` is damaged (" + e.getMessage()
                            + "), put the newest checkpoint that a witness or a verifier has in its place",
                    e);
        }
    }

    /**
     * Remembers a head. Durable when the call returns.
     *
     * @throws IOException if it cannot be written; the old pin is still there then
     */
    public void write(Checkpoint head) throws IOException {
        DurableFile.replace(file, Bytes.utf8(head.text()));
    }
}
