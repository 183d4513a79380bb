package dev.writ.ledger.log;

import dev.writ.ledger.durable.TwoSlotFile;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.NoteException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * This node's memory of the newest head that it signed, in a file outside of the database: the three lines of a checkpoint, in
 * the newer of {@link TwoSlotFile two slots}, or alone in a file, as an operator puts it there and as earlier versions wrote it. A
 * database that was rolled back or exchanged cannot make the node sign a head that contradicts it. Written by one thread.
 */
public final class Pin {
    private static final int MAX_SIZE = 1024;

    private final Path file;
    private final TwoSlotFile slots;

    /** The pin in a file, which need not be there yet. */
    public Pin(Path file) {
        this.file = file;
        this.slots = new TwoSlotFile(file);
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
        try {
            return Optional.of(Checkpoint.parse(text()));
        } catch (NoteException e) {
            throw damaged(String.valueOf(e.getMessage()));
        }
    }

    /**
     * What is wrong with a pin that can still be read: one of its two slots is spoiled, by a write that a crash cut off or by damage,
     * and it may therefore be one head older than what was signed.
     *
     * @throws IOException if the file cannot be read
     */
    public Optional<String> damage() throws IOException {
        return Files.exists(file) && slots.isThere() && slots.spoiled() == 1
                ? Optional.of("one of the two slots of the pin `" + file
                        + "` is spoiled: a write was cut off there, or the file was damaged; the other slot counts")
                : Optional.empty();
    }

    private String text() throws IOException {
        if (slots.isThere()) {
            return slots.read()
                    .orElseThrow(() -> damaged("neither of its two slots holds what was written there"))
                    .text();
        }
        if (Files.size(file) > MAX_SIZE) {
            throw new LogStartException("the pin `" + file + "` is too large to be one");
        }
        return Files.readString(file);
    }

    private LogStartException damaged(String how) {
        return new LogStartException("the pin `" + file + "` is damaged (" + how
                + "), put the newest checkpoint that a witness or a verifier has in its place");
    }

    /**
     * Remembers a head. Durable when the call returns.
     *
     * @throws IOException if it cannot be written; the old pin is still there then
     */
    public void write(Checkpoint head) throws IOException {
        slots.write(Bytes.utf8(head.text()));
    }
}
