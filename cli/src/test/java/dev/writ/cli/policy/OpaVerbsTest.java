package dev.writ.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.writ.cli.Cli;
import dev.writ.policy.value.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our verbs and the real OPA's, asked the same. */
class OpaVerbsTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void opaIsInstalled() throws IOException, InterruptedException {
        boolean there;
        try {
            there = new ProcessBuilder("opa", "version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            there = false;
        }
        if (!there) {
            System.err.println("SKIPPED: OpaVerbsTest needs `opa` on the path, and there is none");
        }
        assumeTrue(there, "no opa on the path");
    }

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("d/sub"));
        Files.writeString(folder.resolve("d/sub/data.json"), "{\"n\": [1, 2.50, \"x\"]}");
        Files.writeString(folder.resolve("d/sub/other.yaml"), "key: value\n");
        Files.writeString(folder.resolve("d/p.rego"), """
                package p

                x contains v if some v in [3, 1, 2]

                y := {"k": [1, "<z>"], "s": {1, 2}}

                bad := 1 / 0

                greet(name) := sprintf("hello %s", [name])
                """);
        Files.writeString(folder.resolve("input.json"), "{\"a\": {\"b\": 1}}");
    }

    static Stream<List<String>> evaluations() {
        return Stream.of(
                List.of("-d", "d", "data.p.y"),
                List.of("-d", "d", "data.p.x[v]"),
                List.of("-d", "d", "data.sub"),
                List.of("-d", "d", "-f", "pretty", "data.p.x[v]"),
                List.of("-d", "d", "-f", "pretty", "data.p.y"),
                List.of("-d", "d", "-f", "raw", "data.p.greet(\"ada\")"),
                List.of("-d", "d", "-f", "raw", "data.p.y"),
                List.of("-d", "d", "-f", "values", "x := data.p.y; y := 2"),
                List.of("-d", "d", "-f", "bindings", "x := data.p.y; y := 2"),
                List.of("-d", "d", "-f", "pretty", "x := data.p.y; y := \"two\""),
                List.of("-d", "d", "--package", "p", "y.k[_]"),
                List.of("-d", "d", "--import", "data.p", "p.greet(\"you\")"),
                List.of("-i", "input.json", "input.a.b == 1"),
                List.of("-i", "input.json", "input.nothing"),
                List.of("-i", "input.json", "--fail", "input.nothing"),
                List.of("--fail-defined", "1 == 1"),
                List.of("-f", "pretty", "1 == 2"),
                List.of("-f", "pretty", "input.x"),
                List.of("some i; [1, 2][i] > 0"),
                List.of("x := 1; x == 2"),
                List.of("-d", "d/sub/data.json", "data.n"),
                List.of("-d", "a.b:d/sub/data.json", "data.a.b.n"),
                List.of("-d", "d", "data.p.bad"));
    }

    @ParameterizedTest
    @MethodSource("evaluations")
    void evalGivesWhatOpaGives(List<String> arguments) throws IOException, InterruptedException {
        Cli.Run opa = opa("eval", arguments);
        Cli.Run writ = writ("eval", arguments);

        assertThat(writ.exit()).isEqualTo(opa.exit());
        if (opa.out().startsWith("{") || opa.out().startsWith("[")) {
            assertThat(JsonReader.read(writ.out())).isEqualTo(JsonReader.read(opa.out()));
        } else {
            assertThat(writ.out()).isEqualTo(opa.out());
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void failuresHaveOpasExitCode(List<String> arguments) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("broken.rego"), "package broken\n\nx := }\n");
        Files.writeString(folder.resolve("unsafe.rego"), "package unsafe\n\nx := y\n");
        Files.writeString(folder.resolve("strict.rego"), "package strict\n\nimport data.foo\n\nx := 1\n");
        Files.writeString(folder.resolve("fails_test.rego"), "package t_test\n\ntest_a if 1 == 2\n\ntest_b if true\n");
        Files.writeString(
                folder.resolve("todo_test.rego"), "package u_test\n\ntodo_test_a if 1 == 2\n\ntest_b if true\n");
        List<String> rest = arguments.subList(1, arguments.size());

        assertThat(writ(arguments.getFirst(), rest).exit())
                .isEqualTo(opa(arguments.getFirst(), rest).exit());
    }

    static Stream<List<String>> failures() {
        return Stream.of(
                List.of("eval", "x ="),
                List.of("eval", "x = y"),
                List.of("eval", "-d", "broken.rego", "1"),
                List.of("eval", "-d", "nowhere.rego", "1"),
                List.of("eval", "--strict-builtin-errors", "-d", "d", "data.p.bad"),
                List.of("check", "broken.rego"),
                List.of("check", "unsafe.rego"),
                List.of("check", "d"),
                List.of("check", "strict.rego"),
                List.of("check", "--strict", "strict.rego"),
                List.of("check", "nowhere"),
                List.of("test", "d"),
                List.of("test", "fails_test.rego"),
                List.of("test", "todo_test.rego"),
                List.of("test", "-z", "todo_test.rego"),
                List.of("test", "-r", "test_b", "fails_test.rego"),
                List.of("test", "broken.rego"),
                List.of("test", "nowhere"));
    }

    private Cli.Run opa(String verb, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("opa", verb));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Cli.Run(process.waitFor(), out, "");
    }

    /** In this process, so paths are made absolute. */
    private Cli.Run writ(String verb, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of(verb));
        for (String argument : arguments) {
            String prefix = argument.startsWith("a.b:") ? "a.b:" : "";
            Path path = folder.resolve(argument.substring(prefix.length()).replace(' ', '_'));
            boolean isPath = Files.exists(path) || argument.startsWith("nowhere");
            words.add(isPath ? prefix + path : argument);
        }
        return Cli.run(words.toArray(String[]::new));
    }
}
