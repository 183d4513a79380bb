package dev.writ.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyCommandsTest {

    @TempDir
    private Path folder = Path.of("");

    private String policy = "";

    @BeforeEach
    void policy() throws IOException {
        policy = write("policy.rego", """
            package example

            allow if input.user == "ada"

            names contains name if some name in ["x", "y"]

            broken := 1 / 0
            """);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void evalPrintsResultsAsJson() throws IOException {
        String input = write("input.json", "{\"user\": \"ada\"}");

        Cli.Run run = Cli.run("eval", "-d", policy, "-i", input, "x := data.example.allow");

        assertThat(run.exit()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("""
            {
              "result": [
                {
                  "expressions": [
                    {
                      "value": true,
                      "text": "x := data.example.allow",
                      "location": {
                        "row": 1,
                        "col": 1
                      }
                    }
                  ],
                  "bindings": {
                    "x": true
                  }
                }
              ]
            }
            """);
    }

    @Test
    void evalTellsDefinedFromUndefined() {
        assertThat(Cli.run("eval", "-d", policy, "data.example.allow").out()).isEqualTo("{}\n");
        assertThat(Cli.run("eval", "-f", "pretty", "-d", policy, "data.example.allow")
                        .out())
                .isEqualTo("undefined\n");
        assertThat(Cli.run("eval", "--fail", "-d", policy, "data.example.allow").exit())
                .isEqualTo(1);
        assertThat(Cli.run("eval", "--fail-defined", "1").exit()).isEqualTo(1);
    }

    @Test
    void evalReportsErrorsWithExitCode2() {
        Cli.Run run = Cli.run("eval", "--strict-builtin-errors", "-d", policy, "data.example.broken");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).contains("\"code\": \"eval_builtin_error\"").contains("\"row\": 7");

        Cli.Run pretty = Cli.run("eval", "-f", "pretty", "x = ");
        assertThat(pretty.exit()).isEqualTo(2);
        assertThat(pretty.out()).isEmpty();
        assertThat(pretty.err()).startsWith("1 error occurred:\n").contains("rego_parse_error");
    }

    @Test
    void evalNamesWhatIsWrongWithItsArguments() {
        assertThat(Cli.run("eval").err()).startsWith("error: no query given");
        assertThat(Cli.run("eval", "--timeout", "soon", "1").err()).contains("`soon` is no duration");
        assertThat(Cli.run("eval", "-i", folder.resolve("none.json").toString(), "1")
                        .err())
                .contains("cannot read the input");
        assertThat(Cli.run("eval", "-d", folder.resolve("none.rego").toString(), "1")
                        .out())
                .contains("none.rego` does not exist");
    }

    static Stream<List<String>> partialEvaluations() {
        return Stream.of(
                List.of("-p", "1"),
                List.of("--partial", "-u", "input.x", "1"),
                List.of("--disable-inlining", "data.x", "1"),
                List.of("--shallow-inlining", "1"));
    }

    @ParameterizedTest
    @MethodSource("partialEvaluations")
    void benchRefusesPartialEvaluationRatherThanPassingItOver(List<String> arguments) {
        Cli.Run run =
                Cli.run(Stream.concat(Stream.of("bench"), arguments.stream()).toArray(String[]::new));

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("error: writ does not measure partial evaluation");
    }

    @Test
    void checkShowsTheLineOfEveryError() throws IOException {
        String one = write("one.rego", "package one\n\nx := }\n");
        String two = write("two.rego", "package two\n\ny := )\n");

        Cli.Run run = Cli.run("check", one, two);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith("2 errors occurred:\n")
                .contains(one + ":3:6: rego_parse_error:")
                .contains("  x := }\n")
                .contains(two + ":3:6: rego_parse_error:");
        assertThat(Cli.run("check", policy).exit()).isZero();
    }

    @Test
    void checkRefusesAFunctionThatIsNotThereByName() throws IOException {
        String file = write("jwt.rego", "package jwt\n\nx := io.jwt.decodes(\"a.b.c\")\n");

        assertThat(Cli.run("check", file).err()).contains("io.jwt.decodes").contains(file + ":3:6:");
    }

    @Test
    void testCountsAndFailsWithExitCode2() throws IOException {
        String tests = write("policy_test.rego", """
            package example_test

            import data.example

            test_ada if example.allow with input as {"user": "ada"}

            test_bob if {
            	print("asking for", "bob")
            	example.allow with input as {"user": "bob"}
            }
            """);

        Cli.Run run = Cli.run("test", policy, tests);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out().replaceAll("\\([0-9.]+(ms|µs|s)\\)", "(TIME)"))
                .isEqualTo(tests + ":7:\n"
                        + "data.example_test.test_bob: FAIL (TIME)\n\n  asking for bob\n\n"
                        + "-".repeat(80) + "\nPASS: 1/2\nFAIL: 1/2\n");
        assertThat(Cli.run("test", "-r", "ada", policy, tests).out()).isEqualTo("PASS: 1/1\n");
        assertThat(Cli.run("test", "-r", "(", policy, tests).err()).contains("is no regular expression");
    }

    @Test
    void aPolicyThatLoopsEndsAtTheTimeout() throws IOException {
        String file = write("loop.rego", """
            package loop

            n := count([1 | some i in numbers.range(1, 100000); some j in numbers.range(1, 100000); i == j])
            """);

        Cli.Run run = Cli.run("eval", "--timeout", "200ms", "-d", file, "data.loop.n");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).contains("eval_cancel_error").contains("loop.rego");
    }
}
