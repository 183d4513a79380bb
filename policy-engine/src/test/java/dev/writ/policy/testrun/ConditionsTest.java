package dev.writ.policy.testrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.ast.Module;
import dev.writ.policy.bundle.BundleLimits;
import dev.writ.policy.bundle.PolicyFiles;
import dev.writ.policy.format.FormatOptions;
import dev.writ.policy.format.RegoFormatter;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.RegoObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConditionsTest {

    private static Module module(String name, String text) {
        return RegoParser.module(new SourceFile(name, text)).get();
    }

    private static CoverageReport measure(Module... modules) {
        return measure(List.of(modules), RegoObject.EMPTY);
    }

    private static CoverageReport measure(List<Module> modules, RegoObject data) {
        Conditions conditions = Conditions.of(modules);
        Coverage lines = new Coverage();
        TestRunner runner =
                new TestRunner(name -> true, EvaluationOptions.standard().withTracer(lines), 2);
        TestReport report = runner.watching(conditions).run(modules, data, EngineOptions.standard());
        assertThat(report.isSuccess()).as(PrettyReport.render(report, false)).isTrue();
        assertThat(conditions.incomplete()).isEmpty();
        return lines.report(modules, Optional.of(conditions));
    }

    /** Each condition with its outcomes: {@code T} where it held, {@code F} where it did not. */
    private static List<String> seen(String policy, String test) {
        CoverageReport report =
                measure(module("a.rego", "package a\n\n" + policy), module("t.rego", "package t\n\n" + test));
        return report.files().getFirst().conditions().stream()
                .map(ConditionsTest::text)
                .toList();
    }

    private static String text(Condition condition) {
        return condition.place().text() + " " + (condition.held() ? "T" : "") + (condition.failed() ? "F" : "");
    }

    @Test
    void bothOutcomesOfAnExpressionAreSeen() {
        assertThat(seen("p if {\n\tinput.x > 1\n\tinput.y\n}", """
                test_one if not data.a.p with input as {"x": 1}
                test_two if not data.a.p with input as {"x": 2}
                """)).containsExactly("input.x > 1 TF", "input.y F");
    }

    @Test
    void whatAnIndexLeavesOutIsTried() {
        assertThat(seen("""
                p := "a" if input.k == 1
                p := "b" if input.k == 2
                p := "c" if input.k == 3
                """, "test_p if data.a.p == \"b\" with input as {\"k\": 2}"))
                .containsExactly("input.k == 1 F", "input.k == 2 T", "input.k == 3 F");
    }

    @Test
    void whatCannotChangeTheResultIsTried() {
        assertThat(seen("""
                p if input.a
                p if input.b
                q if {
                	some x in input.xs
                	x > 1
                }
                """, """
                test_p if data.a.p with input as {"a": 1}
                test_q if data.a.q with input as {"xs": [2, 1]}
                """)).containsExactly("input.a T", "input.b F", "some x in input.xs T", "x > 1 TF");
    }

    @Test
    void anExpressionThatLoopsHoldsWhereOneElementDoes() {
        assertThat(seen("p if input.xs[_] > 1", "test_p if data.a.p with input as {\"xs\": [1, 2]}"))
                .containsExactly("input.xs[_] > 1 T");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " => ", quoteCharacter = '`', textBlock = """
                x := [1]; x[0] == 1 => x[0] == 1 T
                msg := sprintf("%d", [1]); msg == "2" => msg == "2" F
                msg := sprintf("%d", [input.no]) => msg := sprintf("%d", [input.no]) F
                x := q; x => x := q F / x
                some y; input.xs[y] == 7 => input.xs[y] == 7 T
                true; print(1); input.n == 1 => input.n == 1 T
                some x in [1, 2]; input.xs[x] == 9 => input.xs[x] == 9 F
                not input.no => not input.no T
                not input.n == 1 => not input.n == 1 F
                not f(input.n) => not f(input.n) T / y > 5 F
                every e in input.xs { e > 5 } => every e in input.xs { e > 5 } T / e > 5 T
                every e in input.xs { e > 7 } => every e in input.xs { e > 7 } F / e > 7 F
                every e in [] { e > 7 } => every e in [] { e > 7 } T / e > 7
                count([e | some e in input.xs; e > 7]) > 1 => count([e | some e in input.xs; e > 7]) > 1 F / some e in input.xs T / e > 7 TF
                count({1 | every e in input.xs { e > 9 }}) == 0 => count({1 | every e in input.xs { e > 9 }}) == 0 T / every e in input.xs { e > 9 } F / e > 9 F
                input.n == 1 with input.n as 2 => input.n == 1 with input.n as 2 F
                f(f(input.n)) => f(f(input.n)) F / y > 5 F
                f(input.xs[_]) == f(z); z = 9 => f(input.xs[_]) == f(z) F / z = 9 T / y > 5 T
                [a, b] := input.xs; a == 7; b == 8 => [a, b] := input.xs T / a == 7 T / b == 8 T
                """)
    void theKindsOfExpressions(String body, String expected) {
        List<String> seen = seen(
                "q if 1 == 2\n\nf(y) := y if y > 5\n\np if { " + body + " }",
                "test_p if count({1 | data.a.p}) < 2 with input as {\"n\": 1, \"xs\": [7, 8]}");

        assertThat(seen.stream().map(String::strip).filter(text -> !text.startsWith("1 == 2") && !text.equals("y > 5")))
                .containsExactlyInAnyOrder(expected.split(" / "));
    }

    @Test
    void operandsOfLogicalOperatorsAreConditions() {
        assertThat(seen("import future.keywords.or\n\np if input.a or input.b", """
                test_b if data.a.p with input as {"b": 1}
                """))
                .containsExactly("input.a or input.b T", "input.a F", "input.b T");
    }

    @Test
    void elseAndPartialRulesHaveConditions() {
        assertThat(seen("""
                p := 1 if {
                	input.x == 1
                } else := 2 if {
                	input.x == 2
                } else := 3

                s contains x if {
                	some x in input.xs
                	x != 2
                }

                o[k] := v if some k, v in input.o
                """, """
                test_p if data.a.p == 2 with input as {"x": 2}
                test_s if data.a.s == {1} with input as {"xs": [1, 2]}
                test_o if data.a.o == {"a": 1} with input as {"o": {"a": 1}}
                """))
                .containsExactly(
                        "input.x == 1 F",
                        "input.x == 2 T",
                        "some x in input.xs T",
                        "x != 2 TF",
                        "some k, v in input.o T");
    }

    @Test
    void testsThatCannotTryEverythingAreNamed() {
        Module policy = module(
                "a.rego", "package a\n\nf(x) := y if some y in x\n\np if {\n\tsome x in [[1], [1, 2]]\n\tf(x)\n}\n");
        Module test = module("t.rego", "package t\n\ntest_p if data.a.p\n");
        List<Module> modules = List.of(policy, test);
        Conditions conditions = Conditions.of(modules);
        TestRunner runner = new TestRunner(name -> true, EvaluationOptions.standard());

        TestReport report = runner.watching(conditions).run(modules, RegoObject.EMPTY, EngineOptions.standard());

        assertThat(report.isSuccess()).isTrue();
        assertThat(conditions.incomplete()).containsExactly("data.t.test_p");
    }

    /** Which outcomes were seen is the same for the shipped policies, written on other lines and formatted. */
    @Test
    void formattingMovesNothing() {
        PolicyFiles.Loaded shipped = PolicyFiles.load(
                List.of("../policies/src/main/rego/main", "../policies/src/test/rego/main"),
                List.of(),
                BundleLimits.DEFAULT,
                ParseOptions.DEFAULT);
        List<Module> written = shipped.modules();
        List<Module> stretched = written.stream()
                .map(module ->
                        module(module.file().name(), stretched(module.file().text())))
                .toList();
        List<Module> formatted = stretched.stream()
                .map(module -> module(
                        module.file().name(),
                        Objects.requireNonNull(RegoFormatter.format(module.file(), FormatOptions.DEFAULT)
                                .text())))
                .toList();

        List<String> expected = outcomes(measure(written, shipped.data()));

        assertThat(expected).hasSizeGreaterThan(100);
        assertThat(outcomes(measure(stretched, shipped.data()))).isEqualTo(expected);
        assertThat(outcomes(measure(formatted, shipped.data()))).isEqualTo(expected);
    }

    private static String stretched(String text) {
        return text.replace("\t", "\n\t\t").replace(" if {\n", " if {\n\n\n");
    }

    private static List<String> outcomes(CoverageReport report) {
        List<String> outcomes = new ArrayList<>();
        report.files()
                .forEach(file -> file.conditions()
                        .forEach(condition ->
                                outcomes.add(file.name() + " " + text(condition).replaceAll("\\s+", ""))));
        return outcomes;
    }
}
