package dev.writ.cli.ledger;

import dev.writ.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that is gone when it is closed.
 *
 * @param path where
 */
record TemporaryFolder(Path path) implements AutoCloseable {
    static TemporaryFolder create() {
        try {
            return new TemporaryFolder(Files.createTempDirectory("writ-verify"));
        } catch (IOException e) {
            throw Failure.io("make a temporary folder", e);
        }
    }

    /** What is in a small text file, in one line. */
    String text(Path file) {
        try {
            return String.join("; ", Files.readAllLines(file));
        } catch (IOException e) {
            return "it left no message";
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(path)) {
            List<Path> files = all.sorted(Comparator.reverseOrder()).toList();
            for (Path file : files) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw Failure.io("remove the temporary folder `" + path + "`", e);
        }
    }
}
