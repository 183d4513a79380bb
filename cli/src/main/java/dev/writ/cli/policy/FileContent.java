package dev.writ.cli.policy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;

/** Replaces what is in a file, so that at any time it has either the old content or the new one. */
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
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
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
}
