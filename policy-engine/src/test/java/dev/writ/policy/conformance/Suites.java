package dev.writ.policy.conformance;

import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Counts the cases of the three suites, and says how many hold. */
final class Suites {

    private final Map<String, Integer> held = new TreeMap<>();
    private final Map<String, Integer> all = new TreeMap<>();

    synchronized void count(String suite, boolean holds) {
        all.merge(suite, 1, Integer::sum);
        held.merge(suite, holds ? 1 : 0, Integer::sum);
    }

    synchronized int all(String suite) {
        return all.getOrDefault(suite, 0);
    }

    /** The line that CI looks for. */
    synchronized String line() {
        return "conformance: v1 " + part("v1") + ", v0 " + part("v0") + ", compile " + part("compile");
    }

    /** Writes the counts as JSON. */
    synchronized void write(Path file) throws IOException {
        RegoObject.Builder summary = RegoObject.builder();
        all.forEach((suite, count) -> summary.put(
                suite,
                RegoObject.builder()
                        .put("passed", RegoNumber.of(held.getOrDefault(suite, 0)))
                        .put("total", RegoNumber.of(count))
                        .build()));
        Files.createDirectories(file.getParent());
        Files.writeString(file, JsonWriter.pretty(summary.build()) + "\n");
    }

    private String part(String suite) {
        return held.getOrDefault(suite, 0) + "/" + all.getOrDefault(suite, 0);
    }
}
