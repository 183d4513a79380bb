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

/** Metrics and profiles beside the real OPA's: everything but the times is the same. */
class MeasureFlagsTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void opaIsInstalled() {
        OpaOracle.assumeInstalled(MeasureFlagsTest.class);
    }

    @BeforeEach
    void files() throws IOException {
        Files.writeString(folder.resolve("u.json"), "{\"min\": 1}");
        Files.writeString(folder.resolve("e.rego"), """
            package e

            p contains x if { some x in [1, 2, 3]; x > input.min }

            q if {
            	p[2]
            	count(p) > 1
            	not p[7]
            }
            """);
    }

    static Stream<List<String>> measurements() {
        return Stream.of(
                List.of("--metrics"),
                List.of("--profile"),
                List.of("--metrics", "--count", "3"),
                List.of("--profile", "--count", "3"),
                List.of("--profile-limit", "1", "--profile-sort", "num_eval"),
                List.of("--profile-sort", "line,num_eval"),
                List.of("--profile-limit", "0"),
                List.of("--metrics", "--explain", "notes"));
    }

    @ParameterizedTest
    @MethodSource("measurements")
    void everythingButTheTimesIsAsOpaPrintsIt(List<String> flags) throws IOException, InterruptedException {
        List<String> sorted = flags.contains("--profile-sort") ? flags : with(flags, "--profile-sort", "line");
        List<String> arguments = with(flags.contains("--metrics") ? flags : sorted, "-d", "e.rego", "-i", "u.json");

        assertThat(counts(new OpaOracle(folder)
                        .writ("eval", with(arguments, "data.e.q"))
                        .out()))
                .isEqualTo(counts(new OpaOracle(folder)
                        .opa("eval", with(arguments, "data.e.q"))
                        .out()));
    }

    @Test
    void aProfileOrdersLinesAsItIsTold() {
        Cli.Run run = new OpaOracle(folder)
                .writ("eval", List.of("-d", "e.rego", "-f", "pretty", "--profile-sort", "line", "data.e.q"));

        assertThat(run.out().replace(folder + "/", ""))
                .containsSubsequence("timer_rego_query_eval_ns", "Num Gen Expr", "e.rego:6", "e.rego:3", "data.e.q");
    }

    @Test
    void instrumentCountsSteps() {
        assertThat(new OpaOracle(folder)
                        .writ("eval", List.of("--instrument", "count([1, 2])"))
                        .out())
                .contains("\"counter_eval_steps\"", "\"timer_rego_query_eval_ns\"");
    }

    static Stream<List<String>> refusals() {
        return Stream.of(List.of("-O", "1", "1"), List.of("-t", "wasm", "1"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatThereIsNotIsRefusedRatherThanPassedOver(List<String> arguments) {
        Cli.Run run = new OpaOracle(folder).writ("eval", arguments);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("error: writ ");
    }

    @Test
    void hintsForOpasEngineAreTaken() {
        List<String> arguments = List.of(
                "--disable-early-exit",
                "--disable-indexing",
                "--optimize-store-for-read-speed",
                "-e",
                "a/b",
                "-O",
                "0",
                "-f",
                "raw",
                "1 + 1");

        assertThat(new OpaOracle(folder).writ("eval", arguments).out()).isEqualTo("2\n");
    }

    private static List<String> with(List<String> list, String... more) {
        return Stream.concat(list.stream(), Stream.of(more)).toList();
    }

    private String counts(String json) {
        return json.replace(folder + "/", "")
                .replaceAll("(_ns|\"[0-9.]+%|\"(max|mean|median|min|stddev))\": [0-9.e+]+", "$1\": TIME");
    }
}
