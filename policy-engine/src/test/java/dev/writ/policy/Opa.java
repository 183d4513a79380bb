package dev.writ.policy;

import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The real OPA, where it is on the path: the oracle. */
final class Opa {

    private Opa() {}

    /** Whether there is one of the version that is the reference. */
    static boolean isInstalled() {
        try {
            Process process = new ProcessBuilder("opa", "version")
                    .redirectErrorStream(true)
                    .start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0 && out.contains("Version: 1.22");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What {@code opa eval --format json} prints for a query. */
    static RegoObject eval(
            Path folder, List<String> modules, @Nullable String data, @Nullable String input, String query)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("opa", "eval", "--format", "json"));
        for (int i = 0; i < modules.size(); i++) {
            command.add("-d");
            command.add(write(folder, "test-" + i + ".rego", modules.get(i)));
        }
        if (data != null) {
            command.add("-d");
            command.add(write(folder, "data.json", data));
        }
        if (input != null) {
            command.add("-i");
            command.add(write(folder, "input.json", input));
        }
        command.add(query);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return (RegoObject) JsonReader.read(out);
    }

    private static String write(Path folder, String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return file.toString();
    }
}
