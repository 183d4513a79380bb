package dev.writ.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.Cli;
import dev.writ.cli.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code test --watch}: the tests run again after each change until the command is interrupted. */
@Timeout(60)
class WatchTest {
    @TempDir
    private Path folder = Path.of("");

    private void write(String name, String body) throws IOException {
        // Whole at once, as version control replaces files; any other move deletes what stands there first.
        Path made = Files.writeString(Files.createTempFile("watched", ".tmp"), "package a_test\n\n" + body + "\n");
        Files.move(made, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** A run whose output, both streams, can be read while it goes on. */
    private static final class Watching implements AutoCloseable {
        private final BufferedReader lines;
        private final CompletableFuture<Integer> exit = new CompletableFuture<>();
        private final Thread thread;

        Watching(String... args) throws IOException {
            PipedReader reader = new PipedReader(1 << 16);
            PrintWriter out = new PrintWriter(new PipedWriter(reader), true);
            lines = new BufferedReader(reader);
            thread = Thread.ofPlatform().start(() -> exit.complete(Cli.run(out, args)));
        }

        /** What one run printed, without the line of stars. */
        List<String> run() throws IOException {
            List<String> printed = new ArrayList<>();
            for (String line = lines.readLine(); !line.startsWith("Watching"); line = lines.readLine()) {
                printed.add(line);
            }
            printed.removeLast();
            return printed;
        }

        int interrupt() {
            thread.interrupt();
            return exit.join();
        }

        @Override
        public void close() {
            interrupt();
        }
    }

    @Test
    void runsAgainAfterEachChangeWhateverIsWrong() throws IOException {
        write("a_test.rego", "test_x if true");
        try (Watching watching = new Watching("test", "--watch", folder.toString())) {
            assertThat(watching.run()).containsExactly("PASS: 1/1");
            write("a_test.rego", "test_x if false");
            assertThat(watching.run()).contains("FAIL: 1/1");
            write("a_test.rego", "test_x if");
            assertThat(watching.run()).anyMatch(line -> line.contains("rego_parse_error"));
            write("a_test.rego", "test_x if foo");
            assertThat(watching.run()).anyMatch(line -> line.contains("rego_unsafe_var_error"));
            write("a_test.rego", "test_x if true");
            assertThat(watching.run()).containsExactly("PASS: 1/1");
            assertThat(watching.interrupt()).isEqualTo(ExitCode.OK);
        }
    }

    @Test
    void directoriesThatAreMadeLaterAreWatchedToo() throws IOException {
        write("a_test.rego", "test_x if true");
        try (Watching watching = new Watching("test", "-w", folder.toString())) {
            assertThat(watching.run()).containsExactly("PASS: 1/1");
            Files.createDirectory(folder.resolve("later"));
            watching.run();
            write("later/b_test.rego", "test_y if true");
            assertThat(watching.run()).containsExactly("PASS: 2/2");
            Files.delete(folder.resolve("later/b_test.rego"));
            assertThat(watching.run()).containsExactly("PASS: 1/1");
        }
    }

    /** A whole tree is moved in, and most of it is deleted while the watch goes through it. */
    @RepeatedTest(5)
    void whatVanishesBelowANewDirectoryLeavesTheRestWatched(@TempDir Path elsewhere) throws IOException {
        Path tree = Files.createDirectory(elsewhere.resolve("tree"));
        for (int i = 0; i < 200; i++) {
            Files.createDirectory(tree.resolve("gone" + i));
        }
        Files.createDirectory(tree.resolve("kept"));
        write("a_test.rego", "test_x if true");
        try (Watching watching = new Watching("test", "-w", folder.toString())) {
            assertThat(watching.run()).containsExactly("PASS: 1/1");
            Files.move(tree, folder.resolve("tree"));
            for (int i = 0; i < 200; i++) {
                Files.delete(folder.resolve("tree/gone" + i));
            }
            watching.run();
            write("tree/kept/b_test.rego", "test_y if true");
            // The deletions may have led to more than one run.
            while (!watching.run().equals(List.of("PASS: 2/2"))) {}
        }
    }

    @Test
    void aSingleFileIsWatchedAndItsNeighboursAreNot() throws IOException {
        write("a_test.rego", "test_x if true");
        try (Watching watching =
                new Watching("test", "-w", folder.resolve("a_test.rego").toString())) {
            assertThat(watching.run()).containsExactly("PASS: 1/1");
            write("b_test.rego", "test_y if false");
            write("a_test.rego", "test_x if true\ntest_z if true");
            assertThat(watching.run()).containsExactly("PASS: 2/2");
            Files.delete(folder.resolve("a_test.rego"));
            assertThat(watching.run()).anyMatch(line -> line.contains("a_test.rego"));
        }
    }

    @Test
    void whatCannotBeWatchedIsAnError() {
        Cli.Run run = Cli.run("test", "-w", folder.resolve("no/a.rego").toString());
        assertThat(run.exit()).isEqualTo(ExitCode.ERROR);
        assertThat(run.err()).contains("`" + folder.resolve("no") + "`");
    }
}
