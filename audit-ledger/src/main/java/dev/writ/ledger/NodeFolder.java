package dev.writ.ledger;

import dev.writ.ledger.durable.DurableFile;
import dev.writ.ledger.keys.KeyCustodyException;
import dev.writ.ledger.keys.KeyGenerations;
import dev.writ.ledger.log.LogStartException;
import dev.writ.ledger.log.Pin;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.note.Algorithm;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.CheckpointSigner;
import dev.writ.ledger.note.KeyFile;
import dev.writ.ledger.note.SecretKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A node's folder: its key files and the pin. First keys are made only while the log is empty, and the pin before them, so that keys
 * without a pin always mean that a pin was lost.
 */
final class NodeFolder {
    private static final String OWNER_ONLY = "rwx------";

    private final Path folder;
    private final Pin pin;
    private final SecureRandom random;
    private final KeyFiles keys;

    NodeFolder(Path folder, SecureRandom random) {
        this.folder = folder;
        this.pin = new Pin(folder.resolve("pin"));
        this.random = random;
        this.keys = new KeyFiles(folder, random);
    }

    Pin pin() {
        return pin;
    }

    KeyFiles keys() {
        return keys;
    }

    /** The signers of a log without entries, made now if it was never pinned. */
    List<CheckpointSigner> first(String origin) {
        try {
            prepare(origin);
            List<CheckpointSigner> signers = new ArrayList<>();
            for (Algorithm algorithm : Algorithm.values()) {
                Optional<CheckpointSigner> known = keys.first(algorithm);
                signers.add(known.isPresent() ? known.get() : make(origin, algorithm));
            }
            return ofOrigin(signers, origin);
        } catch (KeyCustodyException e) {
            throw new LogStartException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new LogStartException("the folder `" + folder + "` of the log's keys cannot be used: " + e, e);
        }
    }

    /** The signers of a log with entries: those that the log names. */
    List<CheckpointSigner> current(String origin, KeyGenerations history) {
        try {
            keys.publicKeys().stream()
                    .filter(key -> !key.name().equals(origin))
                    .findFirst()
                    .ifPresent(key -> {
                        throw otherOrigin(key.name(), origin);
                    });
            return ofOrigin(keys.signers(history.current().keys()), origin);
        } catch (KeyCustodyException e) {
            throw new LogStartException(String.valueOf(e.getMessage()), e);
        }
    }

    private List<CheckpointSigner> ofOrigin(List<CheckpointSigner> signers, String origin) {
        for (CheckpointSigner signer : signers) {
            if (!signer.key().name().equals(origin)) {
                throw otherOrigin(signer.key().name(), origin);
            }
        }
        return signers;
    }

    private LogStartException otherOrigin(String name, String origin) {
        return new LogStartException("a key in `" + folder + "` is of the log `" + name
                + "` and this node is set up as `" + origin + "`, correct the public host name");
    }

    private void prepare(String origin) throws IOException {
        if (Files.notExists(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
        }
        if (keys.publicKeys().isEmpty() && pin.read().isEmpty()) {
            pin.write(new Checkpoint(origin, 0, TreeHash.EMPTY_ROOT));
        }
    }

    private CheckpointSigner make(String origin, Algorithm algorithm) throws IOException {
        Path file = KeyFile.in(folder, algorithm);
        boolean neverPinned = pin.read().map(head -> head.size() == 0).orElse(false);
        if (!neverPinned) {
            throw new LogStartException("the key file `" + file
                    + "` is missing and the log has entries: keys are only made with an empty log, copy the file from a"
                    + " backup or another node");
        }
        SecretKey key = SecretKey.generate(origin, algorithm, random);
        KeyFile.create(file, key);
        DurableFile.syncDirectory(folder);
        return key.signer();
    }
}
