package dev.writ.policy.conformance;

import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/**
 * The exported cases: made by {@code go run} of {@code src/conformance} when they are not there yet, or taken from the
 * folder that the system property {@code writ.conformance.cases} names.
 */
final class CaseFiles {

    private static final Path EXPORTER = Path.of("src", "conformance");
    private static final String TREES = "trees.jsonl.gz";
    private static final int MINUTES = 10;

    private CaseFiles() {}

    /** The folder with the cases; empty where there is no Go to export them. */
    static Optional<Path> folder() throws IOException, InterruptedException {
        String given = System.getProperty("writ.conformance.cases");
        if (given != null) {
            return Optional.of(Path.of(given));
        }
        Path folder = Path.of("target", "conformance", "cases").toAbsolutePath();
        if (Files.exists(folder.resolve(TREES))) {
            return Optional.of(folder);
        }
        return goIsThere() ? Optional.of(export(folder)) : Optional.empty();
    }

    /** The cases of one suite, in order. */
    static List<RegoObject> read(Path folder, String suite) throws IOException {
        try (var lines = Files.lines(folder.resolve(suite + ".jsonl"))) {
            return lines.map(line -> (RegoObject) JsonReader.read(line)).toList();
        }
    }

    /** The modules of the cases with their syntax trees; empty where the folder was made without them. */
    static List<RegoObject> trees(Path folder) throws IOException {
        Path file = folder.resolve(TREES);
        if (!Files.exists(file)) {
            return List.of();
        }
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines().map(line -> (RegoObject) JsonReader.read(line)).toList();
        }
    }

    private static boolean goIsThere() throws InterruptedException {
        try {
            Process go = new ProcessBuilder("go", "version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return go.waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private static Path export(Path folder) throws IOException, InterruptedException {
        Path log = Files.createTempFile("conformance", ".log");
        try {
            Process go = new ProcessBuilder("go", "run", ".", folder.toString())
                    .directory(EXPORTER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            if (!go.waitFor(MINUTES, TimeUnit.MINUTES)) {
                go.destroyForcibly();
                throw new IOException("the export of the cases took more than " + MINUTES + " minutes");
            }
            if (go.exitValue() != 0) {
                throw new IOException(
                        "the export of the cases failed: " + Files.readString(log, StandardCharsets.UTF_8));
            }
            return folder;
        } finally {
            Files.delete(log);
        }
    }
}
