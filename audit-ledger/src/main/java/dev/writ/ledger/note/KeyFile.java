package dev.writ.ledger.note;

import dev.writ.ledger.durable.DurableFile;
import dev.writ.ledger.merkle.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * One private key in one file of mode 0600: the line of {@link SecretKey#text} and a line feed, nothing else. The file of an
 * algorithm is named after it: {@code ed25519.key}, {@code ml-dsa-44.key}.
 */
public final class KeyFile {
    private static final int MAX_SIZE = 4096;

    private KeyFile() {}

    /** Where the key of an algorithm is kept in a folder of keys. */
    public static Path in(Path folder, Algorithm algorithm) {
        return folder.resolve(algorithm.label() + ".key");
    }

    /**
     * Makes the file; it is durable when the call returns, and never half there.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one
     * @throws IOException if it cannot be written
     */
    public static void create(Path file, SecretKey key) throws IOException {
        DurableFile.createSecret(file, Bytes.utf8(key.text() + "\n"));
    }

    /**
     * Reads a key.
     *
     * @throws NoteException if others may read or write the file, or if it does not hold exactly one key
     * @throws IOException if it cannot be read
     */
    public static SecretKey read(Path file) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
        permissions.remove(PosixFilePermission.OWNER_READ);
        permissions.remove(PosixFilePermission.OWNER_WRITE);
        if (!permissions.isEmpty()) {
            throw new NoteException("others may use the private key in `" + file + "`, run `chmod 600` on it");
        }
        if (Files.size(file) > MAX_SIZE) {
            throw new NoteException("the file `" + file + "` is too large for a private key");
        }
        String text = Files.readString(file);
        if (!text.endsWith("\n") || text.indexOf('\n') != text.length() - 1) {
            throw new NoteException("the file `" + file + "` must hold one line");
        }
        try {
            return SecretKey.parse(text.substring(0, text.length() - 1));
        } catch (NoteException e) {
            throw new NoteException("the file `" + file + "` holds no private key: " + e.getMessage());
        }
    }
}
