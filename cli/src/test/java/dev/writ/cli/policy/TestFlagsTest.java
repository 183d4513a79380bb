package dev.writ.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code test} says of tests that fail, beside the real OPA's; times and the numbers of made variables are left out. */
class TestFlagsTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void opaIsInstalled() {
        OpaOracle.assumeInstalled(TestFlagsTest.class);
    }

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("a_test.rego"), """
            package a_test

            test_note if { x := 3; trace("hello"); x + 1 == 9 }
            """);
        Files.writeString(folder.resolve("b_test.rego"), """
            package b_test

            test_value if {
            	x := {"a": 1}
            	x.a == 2
            }
            """);
        Files.writeString(folder.resolve("c_test.rego"), """
            package c_test

            test_cases[tc.note] if {
            	some tc in [{"note": "one", "a": 1, "exp": 1}, {"note": "two", "a": 2, "exp": 3}]
            	tc.a == tc.exp
            }
            """);
        Files.writeString(folder.resolve("d_test.rego"), """
            package d_test

            test_order if {
            	y := [1, 2][0]
            	y > 4
            }
            """);
        Files.writeString(folder.resolve("nested_test.rego"), """
            package nested_test

            test_nested[x][y] if {
            	some x in [1, 2]
            	some y in ["p", "q"]
            	x == 1
            }
            """);
        Files.writeString(folder.resolve("cases_test.rego"), """
            package cases_test

            test_case[x] := y if {
            	some x, y in {"a b": true, "é": false, "<d>": true}
            	x != "<d>"
            }
            """);
        Files.writeString(folder.resolve("conflict_test.rego"), """
            package conflict_test

            two := 1

            two := 2

            test_two if two == 1
            """);
        Files.writeString(folder.resolve("slow_test.rego"), """
            package slow_test

            test_slow if {
            	some x, y, z in numbers.range(1, 3000)
            	x + y + z == -1
            }
            """.replace("some x, y, z in numbers.range(1, 3000)", """
                    some x in numbers.range(1, 3000)
                    	some y in numbers.range(1, 3000)
                    	some z in numbers.range(1, 3000)\
                    """));
    }

    static Stream<List<String>> runs() {
        return Stream.of(
                List.of("-v", "a_test.rego"),
                List.of("-v", "b_test.rego"),
                List.of("-v", "c_test.rego"),
                List.of("--explain", "full", "b_test.rego"),
                List.of("--explain", "notes", "a_test.rego"),
                List.of("--explain", "fails", "a_test.rego"),
                List.of("--var-values", "b_test.rego"),
                List.of("--var-values", "d_test.rego"),
                List.of("--var-values", "nested_test.rego"),
                List.of("--var-values", "cases_test.rego"),
                List.of("-v", "--var-values", "cases_test.rego"),
                List.of("--explain", "fails", "nested_test.rego"),
                List.of("-v", "nested_test.rego"),
                List.of("--explain", "debug", "-r", "nothing", "d_test.rego"));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void failuresAreExplainedAsOpaExplainsThem(List<String> arguments) throws IOException, InterruptedException {
        Cli.Run opa = new OpaOracle(folder).opa("test", arguments);
        Cli.Run writ = new OpaOracle(folder).writ("test", arguments);

        assertThat(writ.exit()).isEqualTo(opa.exit());
        assertThat(shown(writ.out())).isEqualTo(shown(opa.out()));
    }

    @Test
    void anErrorKnowsWhatWasOnTheWayToIt() throws IOException, InterruptedException {
        Cli.Run opa = new OpaOracle(folder).opa("test", List.of("-f", "json", "conflict_test.rego"));
        Cli.Run writ = new OpaOracle(folder).writ("test", List.of("-f", "json", "conflict_test.rego"));

        assertThat(rows(writ.out())).isEqualTo(rows(opa.out())).contains("5 7 1");
        assertThat(new OpaOracle(folder)
                        .writ("test", List.of("conflict_test.rego"))
                        .out()
                        .replace(folder + "/", ""))
                .contains("  Traceback:\n    conflict_test.rego:5: two := 2\n    conflict_test.rego:7: two == 1\n");
    }

    /** The lines of the places in the text, one after the other. */
    private static String rows(String json) {
        return Pattern.compile("\"row\": ([0-9]+)")
                .matcher(json)
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.joining(" "));
    }

    @Test
    void aTestThatTakesTooLongIsCancelled() {
        Cli.Run run = new OpaOracle(folder).writ("test", List.of("--timeout", "50ms", "-f", "json", "slow_test.rego"));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out())
                .contains("\"code\": \"eval_cancel_error\"", "\"message\": \"caller cancelled query execution");
    }

    private String shown(String text) {
        return text.replace(folder + "/", "")
                .replaceAll("\\([0-9.]+(ns|µs|ms|s)\\)", "(TIME)")
                .replaceAll("\"duration\": [0-9]+", "\"duration\": TIME")
                .replaceAll("__local[0-9]*__", "__local__")
                .replaceAll("(?m)^( +(query|[a-z_]+[.]rego):[0-9]+) +", "$1 ")
                .replaceAll("(?m) +$", "");
    }
}
