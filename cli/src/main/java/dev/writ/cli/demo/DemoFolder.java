package dev.writ.cli.demo;

import dev.writ.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The demo's temporary folder, deleted at the end, also when the process is interrupted. */
final class DemoFolder implements AutoCloseable {
    private static final String NOTHING = "(it has written nothing)";

    private final Path path;
    private final boolean keep;
    private final Thread hook;

    private DemoFolder(Path path, boolean keep) {
        this.path = path;
        this.keep = keep;
        this.hook = Thread.ofPlatform().name("delete-demo-folder").unstarted(this::deleteAfterChildren);
    }

    static DemoFolder create(boolean keep) {
        try {
            var folder = new DemoFolder(Files.createTempDirectory("writ-demo-"), keep);
            Runtime.getRuntime().addShutdownHook(folder.hook);
            return folder;
        } catch (IOException e) {
            throw Failure.io("make a temporary folder", e);
        }
    }

    Path path() {
        return path;
    }

    /** Where the service keeps its data. */
    Path data() {
        return path.resolve("data");
    }

    /** What the service prints. */
    Path log() {
        return path.resolve("service.log");
    }

    /** The service's last words, for the message when it does not start. */
    String lastWords() {
        try (Stream<String> lines = Files.lines(log())) {
            List<String> all = lines.toList();
            return all.isEmpty() ? NOTHING : String.join("\n", all.subList(Math.max(0, all.size() - 10), all.size()));
        } catch (IOException e) {
            return NOTHING;
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDownAlready) {
            return;
        }
        delete();
    }

    /** Hooks run side by side: what the service still writes while it stops would be left over. */
    private void deleteAfterChildren() {
        ProcessHandle.current().children().forEach(child -> child.onExit().join());
        delete();
    }

    private void delete() {
        if (keep || !Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            System.err.println("could not delete `" + path + "`: " + e.getMessage());
        }
    }
}
