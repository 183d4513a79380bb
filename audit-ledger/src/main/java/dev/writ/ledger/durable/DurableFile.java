package dev.writ.ledger.durable;

import dev.writ.ledger.merkle.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** Writes whole files so that a crash at any point leaves the file of before or the file of after. */
public final class DurableFile {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");

    private DurableFile() {}

    /**
     * Makes a file that only its owner can read. When the call returns, content and name are on stable storage.
     *
     * @throws FileAlreadyExistsException if the file exists; it is left as it was
     * @throws IOException if it cannot be written; there is no file then
     */
    public static void createSecret(Path file, Bytes content) throws IOException {
        Path temporary = writeBeside(file, content, OWNER_ONLY);
        try {
            Files.createLink(file, temporary);
        } finally {
            Files.delete(temporary);
        }
        syncFolder(file);
    }

    /**
     * Makes or replaces a file. When the call returns, content and name are on stable storage.
     *
     * @throws IOException if it cannot be written; the old file, if there was one, is still there then
     */
    public static void replace(Path file, Bytes content) throws IOException {
        moveInto(writeBeside(file, content, READABLE), file);
    }

    /**
     * Gives a file that is complete and on stable storage its name, in place of the file that had it. When the call returns, the name
     * is on stable storage, too.
     *
     * @param temporary in the same folder
     * @throws IOException if it cannot be moved; it is deleted, and the old file, if there was one, is still there then
     */
    public static void moveInto(Path temporary, Path file) throws IOException {
        try {
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        syncFolder(file);
    }

    /** Syncs the names within a folder. */
    public static void syncDirectory(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void syncFolder(Path file) throws IOException {
        syncDirectory(folder(file));
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException("`" + file + "` is not a file");
        }
        return parent;
    }

    private static Path writeBeside(Path file, Bytes content, Set<PosixFilePermission> permissions) throws IOException {
        Path temporary = folder(file).resolve("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        FileAttribute<?> attribute = PosixFilePermissions.asFileAttribute(permissions);
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(temporary, options, attribute)) {
            ByteBuffer buffer = content.buffer();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(temporary);
            throw e;
        }
        return temporary;
    }
}
