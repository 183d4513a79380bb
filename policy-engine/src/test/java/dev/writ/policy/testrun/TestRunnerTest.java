package dev.writ.policy.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.ast.Module;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.testrun.TestResult.Outcome;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoObject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TestRunnerTest {

    private static final String TESTS = """
        package a_test

        test_ok if 1 == 1

        test_bad if {
        	print("hello", 1)
        	1 == 2
        }

        todo_test_later if false

        test_conflict if {
        	x := {k: v | some v in [1, 2]; k := "a"}
        	x
        }

        test_false := false

        test_undefined if input.x

        test_cases[note] if {
        	some note in ["a", "b"]
        }

        not_a_test if false
        """;

    private static TestReport run(String... texts) {
        List<Module> modules = java.util.stream.IntStream.range(0, texts.length)
                .mapToObj(i -> RegoParser.module(new SourceFile("f" + i + ".rego", texts[i]))
                        .get())
                .toList();
        return TestRunner.all(Duration.ofSeconds(5)).run(modules, RegoObject.EMPTY, EngineOptions.standard());
    }

    @Test
    void everyOutcomeIsTold() {
        assertThat(run(TESTS).results())
                .extracting(result -> result.name() + " " + result.outcome())
                .containsExactly(
                        "test_ok PASS",
                        "test_bad FAIL",
                        "todo_test_later SKIPPED",
                        "test_conflict ERROR",
                        "test_false FAIL",
                        "test_undefined FAIL",
                        "test_cases PASS");
    }

    @Test
    void whatATestPrintsIsKept() {
        assertThat(run(TESTS).results().get(1).output()).isEqualTo("hello 1\n");
    }

    @Test
    void thePrettyReportIsOpas() {
        String report = PrettyReport.render(run(TESTS), false).replaceAll("\\([0-9.]+(ms|µs|ns|s)\\)", "(TIME)");

        assertThat(report)
                .startsWith("f0.rego:5:\ndata.a_test.test_bad: FAIL (TIME)\n\n  hello 1\n\n")
                .contains("f0.rego:10:\ndata.a_test.todo_test_later: SKIPPED\n")
                .contains("data.a_test.test_conflict: ERROR (TIME)\n  f0.rego:13:7: eval_conflict_error: ")
                .endsWith("-".repeat(80) + "\nPASS: 3/8\nFAIL: 3/8\nSKIPPED: 1/8\nERROR: 1/8\n");
    }

    @Test
    void theJsonReportIsOpas() {
        String json = JsonReport.render(run("package b_test\n\ntest_x if {\n\tprint(\"a\")\n\tfalse\n}\n"));

        assertThat(json.replaceAll("\"duration\": [0-9]+", "\"duration\": 0")).isEqualTo("""
            [
              {
                "location": {
                  "file": "f0.rego",
                  "row": 3,
                  "col": 1
                },
                "package": "data.b_test",
                "name": "test_x",
                "fail": true,
                "duration": 0,
                "output": "YQo="
              }
            ]
            """);
        assertThat(JsonReader.read(JsonReport.render(run(TESTS)))).isNotNull();
        assertThat(JsonReport.render(run("package c\n"))).isEqualTo("[]\n");
    }

    @Test
    void rulesOfOneNameAreATestEach() {
        TestReport report =
                run("package d_test\n\ntest_x if 1 == 2\n\ntest_x if true\n", "package d_test\n\ntest_x if 1 == 3\n");

        assertThat(report.results())
                .extracting(result -> result.name() + " " + result.outcome())
                .containsExactly("test_x FAIL", "test_x#01 PASS", "test_x#02 FAIL");
    }

    @Test
    void aCaseThatLeavesNoTraceHasFailed() {
        TestReport report = run("""
            package e_test

            test_x[case.name][i] if {
            	some case in [{"name": "one", "sum": 3}, {"name": "two", "sum": 4}]
            	some i in [1, 2]
            	case.sum == 1 + 2
            }
            """);

        TestResult result = report.results().getFirst();
        assertThat(result.outcome()).isEqualTo(Outcome.FAIL);
        assertThat(result.cases().values())
                .extracting(top ->
                        top.name() + " " + top.failed() + " " + top.cases().keySet())
                .containsExactly("one false [1, 2]", "two true [1, 2]");
        assertThat(PrettyReport.render(report, false))
                .contains("  two: FAIL\n    1: FAIL\n    2: FAIL\n")
                .endsWith("PASS: 2/4\nFAIL: 2/4\n");
        assertThat(JUnitReport.render(report))
                .contains("<testsuite name=\"data.e_test\" tests=\"4\" failures=\"2\" errors=\"0\" skipped=\"0\"")
                .contains("name=\"test_x[two][1]\"");
    }

    @Test
    void testsRunInParallelAreReportedInTheirOrder() {
        StringBuilder text = new StringBuilder("package f_test\n\n");
        for (int i = 0; i < 50; i++) {
            text.append("test_")
                    .append(i)
                    .append(" if count(numbers.range(1, ")
                    .append(i * 100)
                    .append(")) > 0\n\n");
        }
        List<Module> modules = List.of(
                RegoParser.module(new SourceFile("f.rego", text.toString())).get());
        TestRunner runner = new TestRunner(name -> !name.endsWith("7"), EvaluationOptions.standard(), 4);

        assertThat(runner.run(modules, RegoObject.EMPTY, EngineOptions.standard())
                        .results())
                .hasSize(45)
                .extracting(result -> result.place().line())
                .isSorted();
    }
}
