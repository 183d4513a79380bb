package dev.writ.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders of measurements. */
final class Folders {
    private Folders() {}

    /** What is done in a folder. */
    @FunctionalInterface
    interface Work {
        Load.Result run(Path folder) throws Exception;
    }

    /** Works in a new folder, which is gone afterwards. */
    static Load.Result in(Work work) throws Exception {
        Path folder = Files.createTempDirectory("writ-bench");
        try {
            return work.run(folder);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
