package dev.writ.ledger;

import dev.writ.ledger.durable.DurableFile;
import dev.writ.ledger.keys.KeyCustody;
import dev.writ.ledger.keys.KeyCustodyException;
import dev.writ.ledger.keys.KeyGenerations;
import dev.writ.ledger.note.Algorithm;
import dev.writ.ledger.note.CheckpointSigner;
import dev.writ.ledger.note.KeyFile;
import dev.writ.ledger.note.NoteException;
import dev.writ.ledger.note.SecretKey;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.note.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keys in files {@code *.key} of a folder. The first ones are named after their algorithm, later ones also after their id, so that no
 * file is ever overwritten: which of them sign is what the log says. What was replaced is moved to {@code retired}.
 */
final class KeyFiles implements KeyCustody {
    private static final String SUFFIX = ".key";
    private static final String RETIRED = "retired";

    private final Path folder;
    private final SecureRandom random;

    KeyFiles(Path folder, SecureRandom random) {
        this.folder = folder;
        this.random = random;
    }

    /** A file and the key in it. */
    private record Kept(Path file, SecretKey key) {}

    /** The public side of all keys that are here, in the order of their files' names. */
    List<VerifierKey> publicKeys() {
        return kept().stream().map(each -> each.key.publicKey()).toList();
    }

    /** The first key of an algorithm that is here. */
    Optional<CheckpointSigner> first(Algorithm algorithm) {
        return kept().stream()
                .map(Kept::key)
                .filter(key -> key.algorithm() == algorithm)
                .findFirst()
                .map(SecretKey::signer);
    }

    @Override
    public List<CheckpointSigner> signers(TrustedKeys keys) {
        List<Kept> kept = kept();
        return keys.keys().stream()
                .sorted(Comparator.comparing(VerifierKey::algorithm))
                .map(key -> signer(key, kept))
                .toList();
    }

    private CheckpointSigner signer(VerifierKey wanted, List<Kept> kept) {
        return kept.stream()
                .filter(each -> each.key.publicKey().equals(wanted))
                .findFirst()
                .map(each -> each.key.signer())
                .orElseThrow(() -> new KeyCustodyException(missing(wanted, kept), null));
    }

    private String missing(VerifierKey wanted, List<Kept> kept) {
        boolean other = kept.stream().anyMatch(each -> each.key.algorithm() == wanted.algorithm());
        return other
                ? "the folder `" + folder + "` holds other keys than " + wanted
                        + ", which signs for the log: copy its key file from a backup or another node"
                : "the key file `" + KeyFile.in(folder, wanted.algorithm())
                        + "` is missing and the log has entries: keys are only made with an empty log, copy the file"
                        + " from a backup or another node";
    }

    @Override
    public List<CheckpointSigner> next(KeyGenerations history) {
        List<CheckpointSigner> signers = new ArrayList<>();
        for (Algorithm algorithm : Algorithm.values()) {
            signers.add(kept().stream()
                    .map(Kept::key)
                    .filter(key -> key.algorithm() == algorithm && !history.knows(key.publicKey()))
                    .findFirst()
                    .orElseGet(() -> make(SecretKey.generate(history.origin(), algorithm, random)))
                    .signer());
        }
        return signers;
    }

    private SecretKey make(SecretKey key) {
        Path file =
                folder.resolve(key.algorithm().label() + "-" + key.publicKey().hexId() + SUFFIX);
        try {
            KeyFile.create(file, key);
            return key;
        } catch (IOException e) {
            throw new KeyCustodyException("the key file `" + file + "` cannot be made: " + e.getMessage(), e);
        }
    }

    @Override
    public void retire(KeyGenerations history) {
        List<VerifierKey> current = history.current().keys().keys();
        List<Path> old = kept().stream()
                .filter(each -> history.knows(each.key.publicKey()) && !current.contains(each.key.publicKey()))
                .map(Kept::file)
                .toList();
        if (!old.isEmpty()) {
            move(old);
        }
    }

    private void move(List<Path> files) {
        Path retired = folder.resolve(RETIRED);
        try {
            Files.createDirectories(
                    retired, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            for (Path file : files) {
                Files.move(file, retired.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
            DurableFile.syncDirectory(retired);
            DurableFile.syncDirectory(folder);
        } catch (IOException e) {
            throw new KeyCustodyException(
                    "the old key files cannot be moved to `" + retired + "`: " + e.getMessage(), e);
        }
    }

    private List<Kept> kept() {
        if (Files.notExists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .map(file -> new Kept(file, read(file)))
                    .toList();
        } catch (IOException e) {
            throw new KeyCustodyException("the key files in `" + folder + "` cannot be read: " + e.getMessage(), e);
        }
    }

    private static SecretKey read(Path file) {
        try {
            return KeyFile.read(file);
        } catch (NoteException e) {
            throw new KeyCustodyException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new KeyCustodyException("the key file `" + file + "` cannot be read: " + e.getMessage(), e);
        }
    }
}
