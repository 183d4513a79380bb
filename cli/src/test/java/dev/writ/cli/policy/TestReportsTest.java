package dev.writ.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code test} writes for build servers, and when it is not enough. */
class TestReportsTest {

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void policy() throws IOException {
        Files.writeString(folder.resolve("p.rego"), """
            package p

            allow if {
            	input.role == "admin"
            	input.n > 1
            }
            """);
        Files.writeString(folder.resolve("p_test.rego"), """
            package p_test

            test_allowed if data.p.allow with input as {"role": "admin", "n": 2}

            test_refused if not data.p.allow with input as {"role": "user"}
            """);
    }

    private Cli.Run test(String... options) {
        List<String> args = new ArrayList<>(List.of("test", folder.toString()));
        args.addAll(List.of(options));
        return Cli.run(args.toArray(String[]::new));
    }

    private void addFailingTest() throws IOException {
        Files.writeString(folder.resolve("q_test.rego"), "package q_test\n\ntest_bad if 1 == 2\n");
    }

    @ParameterizedTest
    @CsvSource({"json, '\"covered_lines\": 5'", "lcov, 'BRDA:5,0,1,0'", "cobertura, 'condition-coverage=\"50% (1/2)\"'"
    })
    void coverageIsPrintedInItsFormat(String format, String part) {
        Cli.Run run = test("--coverage-format", format);

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains(part);
    }

    @Test
    void conditionsArePartOfTheJsonWhereTheyAreWanted() {
        assertThat(test("--coverage").out()).doesNotContain("condition");
        assertThat(test("--conditions").out()).contains("\"condition_coverage\": 75\n}");
    }

    @Test
    void tooFewConditionsFail() {
        Cli.Run run = test("--condition-threshold", "80", "--verbose");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("Condition coverage threshold not met: got 75.00 instead of 80.00")
                .contains("\t" + folder + "/p.rego:5:2: never false: input.n > 1");
        assertThat(test("--condition-threshold", "75").exit()).isZero();
    }

    @Test
    void coverageInAFileLeavesTheResultsOnTheOutput() throws IOException {
        Path file = folder.resolve("lcov.info");

        Cli.Run run = test("--coverage-format", "lcov", "--coverage-file", file.toString());

        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEqualTo("PASS: 2/2\n");
        assertThat(Files.readString(file)).contains("SF:" + folder + "/p.rego\n");
    }

    @Test
    void testsThatFailDoNotKeepTheFilesFromBeingWritten() throws IOException {
        addFailingTest();
        Path coverage = folder.resolve("coverage.xml");
        Path junit = folder.resolve("junit.xml");

        Cli.Run run = test(
                "--coverage-format=cobertura",
                "--coverage-file=" + coverage,
                "--junit-file=" + junit,
                "--format=github");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out())
                .startsWith("::error file=" + folder + "/q_test.rego,line=3,")
                .contains("data.q_test.test_bad does not hold%0A");
        assertThat(Files.readString(coverage)).endsWith("</coverage>\n");
        assertThat(Files.readString(junit)).contains("<failure message=\"data.q_test.test_bad does not hold\"");
    }

    @ParameterizedTest
    @CsvSource({
        "--condition-threshold=101, `--condition-threshold` is a percentage",
        "--coverage-format=xml, --coverage-format",
        "--coverage-file=/no/such/folder/x, /no/such/folder/x"
    })
    void whatCannotBeDoneIsSaid(String option, String message) {
        Cli.Run run = test(option);

        assertThat(run.exit()).isNotZero();
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
    }
}
