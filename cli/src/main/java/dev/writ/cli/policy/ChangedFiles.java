package dev.writ.cli.policy;

import dev.writ.cli.Failure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Waits until files change: below directories, those made later included, or single files. An editor saves in several
 * writes, and version control changes many files at once; a change is over when nothing happened for a moment.
 */
final class ChangedFiles implements AutoCloseable {
    private static final long QUIET_MILLIS = 100;

    private final WatchService service;
    private final List<Path> files;
    private final Map<WatchKey, Folder> folders = new HashMap<>();

    /** A directory that is watched whole, or for single files in it. */
    private record Folder(Path path, boolean whole) {}

    private ChangedFiles(WatchService service, List<Path> files) {
        this.service = service;
        this.files = files;
    }

    /**
     * Watches from now on.
     *
     * @throws Failure if the system cannot watch them
     */
    static ChangedFiles below(List<String> paths) {
        List<Path> roots =
                paths.stream().map(path -> Path.of(path).toAbsolutePath()).toList();
        List<Path> single =
                roots.stream().filter(path -> !Files.isDirectory(path)).toList();
        try {
            ChangedFiles changed =
                    new ChangedFiles(roots.getFirst().getFileSystem().newWatchService(), single);
            for (Path root : roots) {
                changed.watch(root);
            }
            return changed;
        } catch (IOException e) {
            throw Failure.io("watch the files for changes", e);
        }
    }

    /** Returns when something has changed, or throws when the thread is asked to end. */
    void await() throws InterruptedException {
        boolean changed = false;
        while (!changed) {
            changed = take(service.take());
        }
        for (WatchKey key = next(); key != null; key = next()) {
            take(key);
        }
    }

    private @Nullable WatchKey next() throws InterruptedException {
        return service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
    }

    private boolean take(WatchKey key) {
        Folder folder = folders.get(key);
        boolean changed = false;
        for (WatchEvent<?> event : key.pollEvents()) {
            // Without a name the system lost count: then anything may have changed.
            Path path = folder != null && event.context() instanceof Path name
                    ? folder.path().resolve(name)
                    : null;
            boolean watched = folder == null || folder.whole() || files.contains(path);
            changed |= path == null || watched;
            if (path != null && watched && Files.isDirectory(path)) {
                later(path);
            }
        }
        if (!key.reset()) {
            folders.remove(key);
        }
        return changed;
    }

    /** It may be gone again already: then its key ends by itself, and the folder above tells of it. */
    private void later(Path folder) {
        try {
            watch(folder);
        } catch (IOException e) {
            folders.values().removeIf(gone -> gone.path().equals(folder));
        }
    }

    private void watch(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            register(root.resolveSibling(""), false);
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                try {
                    register(folder, true);
                    return FileVisitResult.CONTINUE;
                } catch (NoSuchFileException e) {
                    return visitFileFailed(folder, e);
                }
            }

            // What is gone below the root needs no watch; of the root somebody has to know.
            @Override
            public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
                if (failure instanceof NoSuchFileException && !path.equals(root)) {
                    return FileVisitResult.CONTINUE;
                }
                throw failure;
            }
        });
    }

    private void register(Path folder, boolean whole) throws IOException {
        WatchKey key = folder.register(
                service,
                StandardWatchEventKinds.ENTRY_CREATE,
                StandardWatchEventKinds.ENTRY_DELETE,
                StandardWatchEventKinds.ENTRY_MODIFY);
        folders.merge(key, new Folder(folder, whole), (old, now) -> old.whole() ? old : now);
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            throw new Failure("the watch for changes cannot be ended: " + e.getMessage());
        }
    }
}
