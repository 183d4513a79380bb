package dev.writ.cli.policy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.writ.cli.Cli;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The real OPA beside ours.
 *
 * @param folder where both look for files
 */
record OpaOracle(Path folder) {

    /** Skips a test, and says so, where there is no OPA. */
    static void assumeInstalled(Class<?> test) {
        boolean there;
        try {
            there = new ProcessBuilder("opa", "version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            there = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            there = false;
        }
        if (!there) {
            System.err.println("SKIPPED: " + test.getSimpleName() + " needs `opa` on the path, and there is none");
        }
        assumeTrue(there, "no opa on the path");
    }

    Cli.Run opa(String verb, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("opa", verb));
        command.addAll(arguments);
        Path err = Files.createTempFile("opa", ".err");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(err.toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        String errors = Files.readString(err);
        Files.delete(err);
        return new Cli.Run(exit, out, errors);
    }

    /** In this process, so paths are made absolute. */
    Cli.Run writ(String verb, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(verb));
        for (String argument : arguments) {
            String prefix = argument.startsWith("a.b:") ? "a.b:" : "";
            Path path = folder.resolve(argument.substring(prefix.length()).replace(' ', '_'));
            boolean isPath = Files.exists(path) || argument.startsWith("nowhere") || argument.startsWith("out/");
            words.add(isPath ? prefix + path : argument);
        }
        return Cli.run(words.toArray(String[]::new));
    }
}
