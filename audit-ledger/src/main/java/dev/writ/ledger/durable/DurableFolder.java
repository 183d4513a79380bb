package dev.writ.ledger.durable;

import dev.writ.ledger.merkle.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** A folder that is filled beside its place and appears there as a whole. Closing without {@link #publish} leaves nothing. */
public final class DurableFolder implements AutoCloseable {
    private final Path parent;
    private final Path target;
    private final Path draft;
    private boolean published;

    private DurableFolder(Path parent, Path target, Path draft) {
        this.parent = parent;
        this.target = target;
        this.draft = draft;
    }

    /**
     * Begins a folder.
     *
     * @param target does not exist, or is an empty folder
     * @throws FileAlreadyExistsException if there is something else
     * @throws IOException if nothing can be written beside it
     */
    public static DurableFolder beside(Path target) throws IOException {
        Path place = target.toAbsolutePath().normalize();
        Path parent = place.getParent();
        if (parent == null) {
            throw new FileAlreadyExistsException(target.toString());
        }
        if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
            try {
                Files.delete(place);
            } catch (DirectoryNotEmptyException e) {
                throw new FileAlreadyExistsException(target.toString(), null, "the folder is not empty");
            }
        }
        Files.createDirectories(parent);
        Path draft = parent.resolve("." + place.getFileName() + "." + UUID.randomUUID() + ".tmp");
        Files.createDirectory(draft);
        return new DurableFolder(parent, place, draft);
    }

    /**
     * Writes and syncs a file.
     *
     * @param path relative, with slashes
     */
    public void write(String path, Bytes content) throws IOException {
        Path file = draft.resolve(path);
        Files.createDirectories(file.getParent());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = content.buffer();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    /** Syncs all names and moves the folder to its place. */
    public void publish() throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.walk(draft)) {
            folders = all.filter(Files::isDirectory).toList();
        }
        for (Path folder : folders) {
            DurableFile.syncDirectory(folder);
        }
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        published = true;
        DurableFile.syncDirectory(parent);
    }

    @Override
    public void close() throws IOException {
        if (published) {
            return;
        }
        List<Path> leftovers;
        try (Stream<Path> all = Files.walk(draft)) {
            leftovers = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path leftover : leftovers) {
            Files.delete(leftover);
        }
    }
}
