package dev.writ.cli.policy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/** Writes files, so that at any time one has either the old content or the new one, on a full disk as well. */
final class FileContent {
    private FileContent() {}

    /** The target of a link is written, not the link. Permissions stay; a file that may not be written is not. */
    static void replace(Path file, String text) throws IOException {
        Path real = file.toRealPath();
        if (!Files.isWritable(real)) {
            throw new AccessDeniedException(real.toString());
        }
        Path fresh = Files.createTempFile(real.toAbsolutePath().getParent(), ".writ-", ".rego.tmp");
        try {
            fill(fresh, text, StandardOpenOption.WRITE);
            PosixFileAttributeView from = Files.getFileAttributeView(real, PosixFileAttributeView.class);
            PosixFileAttributeView to = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
            if (from != null && to != null) {
                to.setPermissions(from.readAttributes().permissions());
            }
            Files.move(fresh, real, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** The same, or makes the file where there is none. What is no regular file, as a pipe, is written as it is. */
    static void write(Path file, String text) throws IOException {
        if (Files.isRegularFile(file)) {
            replace(file, text);
        } else if (Files.exists(file)) {
            Files.writeString(file, text);
        } else {
            Path fresh = file.resolveSibling(".writ-" + UUID.randomUUID() + ".tmp");
            try {
                fill(fresh, text, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        }
    }

    private static void fill(Path file, String text, OpenOption... options) throws IOException {
        try (FileChannel channel = FileChannel.open(file, options)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }
}
