package dev.writ.ledger;

import dev.writ.ledger.durable.DurableFile;
import dev.writ.ledger.log.LogStartException;
import dev.writ.ledger.log.Pin;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.note.Algorithm;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.CheckpointSigner;
import dev.writ.ledger.note.KeyFile;
import dev.writ.ledger.note.NoteException;
import dev.writ.ledger.note.SecretKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * A node's folder: one key file for each algorithm, and the pin. Keys are made only while the log is empty, and the pin before
 * them, so that keys without a pin always mean that a pin was lost.
 */
final class NodeFolder {
    private static final String OWNER_ONLY = "rwx------";

    private final Path folder;
    private final Pin pin;

    NodeFolder(Path folder) {
        this.folder = folder;
        this.pin = new Pin(folder.resolve("pin"));
    }

    Pin pin() {
        return pin;
    }

    /** The signers, made now if the log is empty and was never pinned. */
    List<CheckpointSigner> signers(String origin, boolean emptyLog, SecureRandom random) {
        try {
            prepare(origin, emptyLog);
            List<CheckpointSigner> signers = new ArrayList<>();
            for (Algorithm algorithm : Algorithm.values()) {
                Path file = KeyFile.in(folder, algorithm);
                if (Files.notExists(file)) {
                    make(file, SecretKey.generate(origin, algorithm, random), emptyLog);
                }
                signers.add(signer(file, origin));
            }
            return signers;
        } catch (IOException e) {
            throw new LogStartException("the folder `" + folder + "` of the log's keys cannot be used: " + e, e);
        }
    }

    private void prepare(String origin, boolean emptyLog) throws IOException {
        if (Files.notExists(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        }
        boolean fresh = emptyLog;
        for (Algorithm algorithm : Algorithm.values()) {
            fresh &= Files.notExists(KeyFile.in(folder, algorithm));
        }
        if (fresh && pin.read().isEmpty()) {
            pin.write(new Checkpoint(origin, 0, TreeHash.EMPTY_ROOT));
        }
    }

    private void make(Path file, SecretKey key, boolean emptyLog) throws IOException {
        boolean neverPinned = pin.read().map(head -> head.size() == 0).orElse(false);
        if (!emptyLog || !neverPinned) {
            throw new LogStartException("the key file `" + file
                    + "` is missing and the log has entries: keys are only made with an empty log, copy the file from a"
                    + " backup or another node");
        }
        KeyFile.create(file, key);
        DurableFile.syncDirectory(folder);
    }

    private static CheckpointSigner signer(Path file, String origin) throws IOException {
        SecretKey key;
        try {
            key = KeyFile.read(file);
        } catch (NoteException e) {
            throw new LogStartException(String.valueOf(e.getMessage()), e);
        }
        if (!key.name().equals(origin)) {
            throw new LogStartException("the key in `" + file + "` is of the log `" + key.name()
                    + "` and this node is set up as `" + origin + "`, correct the public host name");
        }
        return key.signer();
    }
}
