package dev.writ.policy.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules as JSON: what {@code opa parse --format json} printed for them, and what it prints today where it is there. */
class AstJsonTest {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"annotated", "documents", "heads", "heads-v0", "logical", "templates"})
    void isWhatOpaPrinted(String name) throws IOException {
        RegoObject tree = AstJson.of(parse(name + ".rego", read(name + ".rego"), name), AstJsonOptions.DEFAULT);

        assertThat(tree).isEqualTo(JsonReader.read(read(name + ".json")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"places", "places-v0"})
    void placesAreThoseThatOpaPrinted(String name) throws IOException {
        Module module = parse(name + ".rego", read(name + ".rego"), name);

        assertThat(AstJson.of(module, new AstJsonOptions(true, true))).isEqualTo(JsonReader.read(read(name + ".json")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"annotated", "documents", "heads", "heads-v0", "logical", "places", "places-v0", "templates"})
    void placesAreThoseThatOpaPrintsToday(String name) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("x.rego"), read(name + ".rego"));
        List<String> flags = new ArrayList<>(List.of("--json-include", "locations"));
        if (name.endsWith("-v0")) {
            flags.add("--v0-compatible");
        }
        RegoValue expected = askOpa(file, flags);

        Module module = parse(file.toString(), read(name + ".rego"), name);
        assertThat(AstJson.of(module, new AstJsonOptions(true, true))).isEqualTo(expected);
    }

    @Test
    void placesAndCommentsAreShownOnRequest() {
        Module module = parse("a.rego", "package a # c\n\np := -x if {\n\tx := 1\n}\n", "");

        RegoObject quiet = AstJson.of(module, new AstJsonOptions(false, false));
        assertThat(quiet.get("comments")).isNull();
        RegoObject located = AstJson.of(module, new AstJsonOptions(true, true));
        RegoObject rule = (RegoObject) first(located.get("rules"));
        assertThat(JsonWriter.compact(Objects.requireNonNull(rule.get("location"))))
                .isEqualTo("{\"col\":1,\"file\":\"a.rego\",\"row\":3,\"text\":\"cCA6PSAteCBpZiB7Cgl4IDo9IDEKfQ==\"}");
        assertThat(JsonWriter.compact(Objects.requireNonNull(located.get("comments"))))
                .isEqualTo(
                        "[{\"Location\":{\"col\":11,\"file\":\"a.rego\",\"row\":1,\"text\":\"IyBj\"},\"Text\":\"IGM=\"}]");
    }

    @Test
    void carriageReturnsBelongToTheCommentBeforeThem() throws IOException, InterruptedException {
        String source = "# one\r\npackage a # two\r\n\r\nx := 1 # three\r\r\n# four\r";
        Path file = Files.writeString(folder.resolve("returns.rego"), source);
        RegoValue expected = askOpa(file, List.of("--json-include", "locations,comments"));

        Module module = parse(file.toString(), source, "");
        assertThat(AstJson.of(module, new AstJsonOptions(true, true))).isEqualTo(expected);
    }

    @Test
    void blocksAndImportsStandWhereOpaPutsThem() throws IOException, InterruptedException {
        String source = """
            # METADATA:
            # description: |
            #   one
            #
            #   two
            package a

            import data.b["c-d"]
            import data.b["e"] as f
            """;
        Path file = Files.writeString(folder.resolve("blocks.rego"), source);
        RegoValue expected = askOpa(file, List.of("--json-include", "locations"));

        Module module = parse(file.toString(), source, "");
        assertThat(AstJson.of(module, new AstJsonOptions(true, true))).isEqualTo(expected);
    }

    @Test
    void blocksOfAnnotationsAreShownAsOpaReadsThem() throws IOException, InterruptedException {
        String source = """
            #   METADATA\t
            #title: x
            # schemas:
            # - input: schema.a
            #   # a comment
            # - input.params:   schema.aaaaaa.bbbbbb["c"]
            # compile:
            #   unknowns: [input.x, input.yyyyyyyyyyyyyyyyyyyy]
            #   mask_rule: data.q.zzzz
            ## not to be read
            #
            package a

            p := ((1 + 2) * 3)
            """;
        Path file = Files.writeString(folder.resolve("read.rego"), source);
        RegoValue expected = askOpa(file, List.of("--json-include", "locations"));

        Module module = parse(file.toString(), source, "");
        assertThat(AstJson.of(module, new AstJsonOptions(true, true))).isEqualTo(expected);
    }

    static Stream<Path> shippedPolicies() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", "policies"))) {
            return files
                    .filter(file -> file.toString().endsWith(".rego")
                            && !file.toString().contains("target"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("shippedPolicies")
    void isWhatOpaPrintsForTheShippedPolicies(Path file) throws IOException, InterruptedException {
        RegoValue expected = askOpa(file, List.of());

        Module module = parse(file.toString(), Files.readString(file), "");
        assertThat(AstJson.of(module, AstJsonOptions.DEFAULT)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"annotated", "documents", "heads", "heads-v0", "logical", "templates"})
    void isWhatOpaPrintsToday(String name) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("x.rego"), read(name + ".rego"));
        RegoValue expected = askOpa(file, name.endsWith("-v0") ? List.of("--v0-compatible") : List.of());

        Module module = parse(file.toString(), read(name + ".rego"), name);
        assertThat(AstJson.of(module, AstJsonOptions.DEFAULT)).isEqualTo(expected);
    }

    private static RegoValue first(@Nullable RegoValue array) {
        return array instanceof RegoArray elements ? elements.get(0) : RegoNull.NULL;
    }

    private static Module parse(String file, String text, String name) {
        RegoVersion version = name.endsWith("-v0") ? RegoVersion.V0 : RegoVersion.V1;
        Parsed<Module> parsed =
                RegoParser.module(new SourceFile(file, text), ParseOptions.DEFAULT.withVersion(version));
        return Objects.requireNonNull(
                parsed.result(), () -> parsed.diagnostics().toString());
    }

    private static String read(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(AstJsonTest.class.getResourceAsStream("opa/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The answer of the real OPA; the test is skipped aloud where there is none. Comments name the file. */
    private static RegoValue askOpa(Path file, List<String> flags) throws IOException, InterruptedException {
        Process process;
        try {
            Stream<String> command = Stream.of(
                            Stream.of("opa", "parse", "--format", "json"), flags.stream(), Stream.of(file.toString()))
                    .flatMap(part -> part);
            process = new ProcessBuilder(command.toList())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException absent) {
            System.err.println("SKIPPED: AstJsonTest needs `opa` on the path to ask it, and there is none");
            assumeTrue(false, "no opa on the path");
            return RegoString.of("");
        }
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(file.toString()).isZero();
        return JsonReader.read(out);
    }
}
