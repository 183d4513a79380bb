package dev.writ.policy.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.writ.policy.EngineOptions;
import dev.writ.policy.NativePolicyEngine;
import dev.writ.policy.PreparedQuery;
import dev.writ.policy.Query;
import dev.writ.policy.QueryResult;
import dev.writ.policy.bundle.BundleLimits;
import dev.writ.policy.bundle.PolicyFiles;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.JsonLimits;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.Undefined;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Our side: the same protocol as {@code ../../../../../../opa/main.go}. The store makes no difference here. */
public final class Ours {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final PreparedQuery query;
    private final List<RegoValue> inputs;
    private int next;

    private Ours(PreparedQuery query, List<RegoValue> inputs) {
        this.query = query;
        this.inputs = inputs;
    }

    /**
     * How this side is started: with the options that the launcher {@code writ} gives, to {@code bench} where an answer is given again
     * and again, and to {@code eval}, {@code check} and {@code test} where everything is loaded once.
     */
    static List<String> command(String mode, Path dir) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=" + (mode.equals("load") ? 1 : 4),
                "-cp",
                System.getProperty("java.class.path"),
                Ours.class.getName(),
                mode,
                dir.toString());
    }

    public static void main(String[] args) throws IOException {
        switch (args[0]) {
            case "serve" -> serve(Path.of(args[1]));
            case "load" -> load(Path.of(args[1]));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void serve(Path dir) throws IOException {
        Map<String, Ours> known = new HashMap<>();
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            String[] fields = line.split(" ");
            Ours workload = known.get(fields[0]);
            if (workload == null) {
                workload = prepare(dir.resolve(fields[0]));
                known.put(fields[0], workload);
            }
            workload.run(Long.parseLong(fields[2]) * 1_000_000);
        }
    }

    private static Ours prepare(Path dir) throws IOException {
        List<SourceFile> sources = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(dir, "*.rego")) {
            for (Path file : files) {
                sources.add(new SourceFile(file.toString(), Files.readString(file)));
            }
        }
        RegoObject data =
                (RegoObject) JsonReader.read(Files.readAllBytes(dir.resolve("data.json")), JsonLimits.DEFAULT);
        RegoArray inputs = (RegoArray) JsonReader.read(Files.readString(dir.resolve("inputs.json")));
        // Each input is read for itself, as it comes with a request: nothing in it is shared with another.
        List<RegoValue> own = inputs.toList().stream()
                .map(input -> JsonReader.read(JsonWriter.compact(input)))
                .toList();
        String query = Files.readString(dir.resolve("query.txt")).strip();
        return new Ours(
                NativePolicyEngine.create(sources, data, EngineOptions.standard())
                        .prepareQuery(Query.of(query)),
                own);
    }

    private void run(long nanos) {
        long operations = 0;
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            for (int i = 0; i < 16; i++) {
                if (query.evaluate(inputs.get(next++ % inputs.size())) instanceof QueryResult.Failed failed) {
                    throw new IllegalStateException(failed.diagnostics().toString());
                }
                operations++;
            }
        }
        long wall = System.nanoTime() - start;
        System.out.println(operations + " " + wall + " " + (SYSTEM.getProcessCpuTime() - cpu) + " " + answer());
    }

    private String answer() {
        return switch (query.evaluate(inputs.getFirst())) {
            case QueryResult.Rows rows ->
                JsonWriter.compact(
                        rows.rows().getFirst().expressions().getFirst().value());
            case QueryResult.Failed failed -> failed.diagnostics().toString();
        };
    }

    private static void load(Path dir) throws IOException {
        PolicyFiles.Loaded loaded = PolicyFiles.load(
                List.of(dir.resolve("tree").toString()), List.of(), BundleLimits.DEFAULT, ParseOptions.DEFAULT);
        NativePolicyEngine engine = NativePolicyEngine.of(
                loaded.modules(), loaded.data(), EngineOptions.standard().withRevision("bench"));
        PreparedQuery query = engine.prepareQuery(
                Query.of(Files.readString(dir.resolve("query.txt")).strip()));
        QueryResult.Rows rows = (QueryResult.Rows) query.evaluate(Undefined.UNDEFINED);
        RegoValue answer = rows.rows().getFirst().expressions().getFirst().value();
        System.out.println(SYSTEM.getProcessCpuTime() + " " + peakBytes() + " " + JsonWriter.compact(answer));
    }

    private static long peakBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                .findFirst()
                .orElseThrow();
    }
}
