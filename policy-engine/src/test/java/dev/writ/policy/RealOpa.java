package dev.writ.policy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Runs the commands of the real OPA, for tests of what exchanges files or requests with it. */
public final class RealOpa {

    private RealOpa() {}

    /** Skips the test, aloud, where there is no OPA of the version that is the reference. */
    public static void needed() {
        Assumptions.assumeTrue(Opa.isInstalled(), "skipped: opa 1.22 is not on the path");
    }

    /** Runs {@code opa} in a folder; what it printed. Fails the test where it fails. */
    public static String run(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of("opa"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new AssertionError(command + " failed: " + out);
            }
            return out;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /**
     * Builds a bundle; its path.
     *
     * @param target {@code wasm}, {@code plan} or {@code rego}
     * @param entrypoints the paths that the bundle is for
     * @param sources files and folders
     */
    public static Path build(Path folder, String target, List<String> entrypoints, List<String> sources) {
        List<String> arguments = new ArrayList<>(List.of("build", "-t", target, "-o", "bundle-" + target + ".tar.gz"));
        for (String entrypoint : entrypoints) {
            arguments.addAll(List.of("-e", entrypoint));
        }
        arguments.addAll(sources);
        run(folder, arguments.toArray(String[]::new));
        return folder.resolve("bundle-" + target + ".tar.gz");
    }

    /** Writes a module and data, and builds a bundle of them. */
    public static Path build(Path folder, String target, List<String> entrypoints, String module, String data)
            throws IOException {
        Files.writeString(folder.resolve("test.rego"), module);
        Files.writeString(folder.resolve("data.json"), data);
        return build(folder, target, entrypoints, List.of("test.rego", "data.json"));
    }
}
