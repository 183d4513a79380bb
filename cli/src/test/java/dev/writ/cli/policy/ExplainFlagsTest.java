package dev.writ.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Explanations beside the real OPA's; the numbers of the variables that a compiler makes are left out. */
class ExplainFlagsTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void opaIsInstalled() {
        OpaOracle.assumeInstalled(ExplainFlagsTest.class);
    }

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("u.json"), "{\"user\": \"ada\", \"min\": 1}");
        Files.writeString(folder.resolve("bob.json"), "{\"user\": \"bob\", \"min\": 9}");
        Files.writeString(folder.resolve("e.rego"), """
            package e

            default allow := false

            allow if {
            	input.user == "ada"
            	not blocked
            	every x in [1, 2] { x > 0 }
            }

            allow if {
            	some r in data.roles
            	r == "admin"
            }

            blocked if input.user == "eve"

            xs := [y | some y in [1, 2]; y > 1]

            p contains x if { some x in [1, 2, 3]; x > input.min }

            q if { p[2]; trace("a note"); count(p) > 1 }

            g(a) := b if {
            	b := a + 1
            } else := 3

            h := z if { z := g(2) with input.user as "bob" }

            o[k] := v if { some k, v in {"a": 1} }
            """);
        Files.writeString(folder.resolve("broken.rego"), """
            package broken

            bad := 1 / 0

            q if { bad }

            f(x) := to_number(x)

            r if { f("a") }
            """);
    }

    static Stream<List<String>> explanations() {
        return Stream.of("data.e.allow", "data.e.xs", "data.e.xs; data.e.h = z; z > 1", "data.e.q", "data.e.o", "1 > 2")
                .flatMap(query -> Stream.of("full", "notes", "fails")
                        .flatMap(detail -> Stream.of("u.json", "bob.json")
                                .map(input -> List.of(
                                        "-d", "e.rego", "-i", input, "-f", "pretty", "--explain", detail, query))));
    }

    @ParameterizedTest
    @MethodSource("explanations")
    void stepsAreThoseOfOpa(List<String> arguments) throws IOException, InterruptedException {
        assertThat(shown(new OpaOracle(folder).writ("eval", arguments).out()))
                .isEqualTo(shown(new OpaOracle(folder).opa("eval", arguments).out()));
    }

    static Stream<List<String>> failures() {
        return Stream.of(
                List.of("--strict-builtin-errors", "data.broken.q"),
                List.of("--show-builtin-errors", "data.broken.q"),
                List.of("--show-builtin-errors", "data.broken"),
                List.of("--show-builtin-errors", "--fail", "data.broken.r"),
                List.of("--show-builtin-errors", "--strict-builtin-errors", "data.broken.r"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void errorsOfFunctionsAreShownWithWhatWasOnTheWay(List<String> flags) throws IOException, InterruptedException {
        List<String> arguments =
                Stream.concat(Stream.of("-d", "broken.rego"), flags.stream()).toList();

        Cli.Run opa = new OpaOracle(folder).opa("eval", arguments);
        Cli.Run writ = new OpaOracle(folder).writ("eval", arguments);

        assertThat(writ.exit()).isEqualTo(opa.exit());
        assertThat(writ.out().replace(folder + "/", "")).isEqualTo(opa.out());
    }

    @Test
    void tracebacksAreListedBehindTheirErrors() {
        Cli.Run run = new OpaOracle(folder)
                .writ("eval", List.of("-d", "broken.rego", "-f", "pretty", "--strict-builtin-errors", "data.broken.q"));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err().replace(folder + "/", "")).endsWith("""

            Traceback:
              broken.rego:3: 1 / 0
              broken.rego:5: bad
              1:1: data.broken.q
            """);
    }

    @Test
    void valuesOfVariablesStandBehindTheSteps() {
        Cli.Run run = new OpaOracle(folder)
                .writ(
                        "eval",
                        List.of("-d", "e.rego", "-f", "pretty", "--explain", "full", "--var-values", "data.e.xs"));

        assertThat(shown(run.out()))
                .contains("| | | Eval gt(y, 1) {y: 1}\n")
                .contains("| | | Redo y = __local__[__local__] {__local__: 1, __local__: [1, 2], y: 2}\n");
    }

    private String shown(String text) {
        return text.replace(folder + "/", "")
                .replaceAll("__local[0-9]*__", "__local__")
                .replaceAll("(?m) +$", "")
                .replaceAll(" {2,}", " ");
    }
}
