package dev.writ.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.builtin.BuiltinEnvironment;
import dev.writ.policy.runtime.EffectLog;
import dev.writ.policy.runtime.PrintSink;
import dev.writ.policy.runtime.Tracer;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.Undefined;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NativePolicyEngineTest {

    private static final String MODULE = """
            package example
            default allow := false
            allow if input.role == "admin"
            roles contains r if some r in data.base.roles
            nested := {"a": {"b": 1}}
            bad := 1 / 0
            """;

    private static PolicyEngine example() {
        return Engines.engine("{\"base\": {\"roles\": [\"x\", \"y\"]}}", List.of(MODULE));
    }

    private static QueryResult.Rows rows(PolicyEngine engine, Query query) {
        QueryResult result = engine.prepareQuery(query).evaluate(Engines.json("{\"role\": \"admin\"}"));
        assertThat(result).isInstanceOf(QueryResult.Rows.class);
        return (QueryResult.Rows) result;
    }

    @Test
    void anEntrypointIsARuleAPackageOrAPlaceInAValue() {
        PolicyEngine engine = example();

        assertThat(value(engine, "example/allow")).isEqualTo("true");
        assertThat(value(engine, "example/nested/a/b")).isEqualTo("1");
        assertThat(value(engine, "example"))
                .isEqualTo("{\"allow\": true, \"nested\": {\"a\": {\"b\": 1}}, \"roles\": {\"x\", \"y\"}}");
        assertThat(engine.prepare("example/bad").evaluate(Undefined.UNDEFINED))
                .isInstanceOf(Evaluation.Undefined.class);
        assertThat(engine.prepare("example/nested/z").evaluate(Undefined.UNDEFINED))
                .isInstanceOf(Evaluation.Undefined.class);
    }

    private static String value(PolicyEngine engine, String entrypoint) {
        Evaluation evaluation = engine.prepare(entrypoint).evaluate(Engines.json("{\"role\": \"admin\"}"));
        assertThat(evaluation).isInstanceOf(Evaluation.Defined.class);
        return ((Evaluation.Defined) evaluation).value().toString();
    }

    @Test
    void anEntrypointWithoutRulesIsRefused() {
        assertThatThrownBy(() -> example().prepare("example/alow"))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("no rule is at `example/alow`");
    }

    @Test
    void sourcesWithErrorsAreRefusedWithAllOfThem() {
        List<SourceFile> files = List.of(
                new SourceFile("one.rego", "package a\np := }\n"), new SourceFile("two.rego", "package b\nq := ]\n"));

        assertThatThrownBy(() -> NativePolicyEngine.create(files, RegoObject.EMPTY, EngineOptions.standard()))
                .isInstanceOfSatisfying(
                        PolicyException.class,
                        refused -> assertThat(refused.diagnostics())
                                .extracting(Diagnostic::code)
                                .containsOnly(DiagnosticCode.PARSE)
                                .hasSizeGreaterThanOrEqualTo(2));
    }

    @Test
    void theRevisionIsTheDigestOfSourcesAndData() {
        String revision = example().revision();

        assertThat(revision).matches("sha256:[0-9a-f]{64}").isEqualTo(example().revision());
        assertThat(Engines.engine("{}", List.of(MODULE)).revision()).isNotEqualTo(revision);
        assertThat(Engines.engine("{\"base\": {\"roles\": [\"x\", \"y\"]}}", List.of(MODULE + "\n"))
                        .revision())
                .isNotEqualTo(revision);
    }

    @Test
    void aQueryGivesTheValuesOfItsExpressions() {
        QueryResult.Row row =
                rows(example(), Query.of("data.example.allow; 1 < 2")).rows().getFirst();

        assertThat(row.bindings()).isEmpty();
        assertThat(row.expressions())
                .containsExactly(
                        new QueryResult.ExpressionValue(Engines.json("true"), "data.example.allow", 1, 1),
                        new QueryResult.ExpressionValue(Engines.json("true"), "1 < 2", 1, 21));
        assertThat(rows(example(), Query.of("1 > 2")).rows().getFirst().expressions())
                .containsExactly(new QueryResult.ExpressionValue(Engines.json("false"), "1 > 2", 1, 1));
    }

    @Test
    void aQueryGivesARowForEachSolution() {
        List<QueryResult.Row> found =
                rows(example(), Query.of("some r in data.example.roles; x = r")).rows();

        assertThat(found.stream().map(row -> String.valueOf(row.bindings().get("x"))))
                .containsExactly("\"x\"", "\"y\"");
        assertThat(rows(example(), Query.of("data.example.roles.zz")).rows()).isEmpty();
    }

    @Test
    void aQueryMayReplaceDocuments() {
        List<QueryResult.Row> found = rows(
                        example(), Query.of("data.example.roles with data.base.roles as [\"q\"] with input as {}"))
                .rows();

        assertThat(found.getFirst().expressions().getFirst().value()).hasToString("{\"q\"}");
    }

    @Test
    void aQueryMayStandInAPackageAndImport() {
        Query query = new Query("allow; b.roles[0] == \"x\"", "example", List.of("data.base as b"));

        assertThat(rows(example(), query).rows()).hasSize(1);
    }

    @Test
    void aQueryWithErrorsIsRefused() {
        assertThatThrownBy(() -> example().prepareQuery(Query.of("x > 1")))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("rego_unsafe_var_error");
        assertThatThrownBy(() -> example().prepareQuery(Query.of("1 +"))).isInstanceOf(PolicyException.class);
    }

    @Test
    void strictBuiltInErrorsEndTheEvaluation() {
        EvaluationOptions strict = EvaluationOptions.standard().withStrictBuiltinErrors(true);

        Evaluation evaluation = example().prepare("example/bad").evaluate(Undefined.UNDEFINED, strict);

        assertThat(((Evaluation.Failed) evaluation).diagnostics().getFirst())
                .hasToString("test-0.rego:6:8: eval_builtin_error: div: divide by zero");
    }

    @Test
    void printGoesToTheSinkAndNowhereElse() {
        List<String> lines = new ArrayList<>();
        PrintSink sink = new PrintSink() {
            @Override
            public void print(@Nullable Span place, String line) {
                lines.add((place == null ? "" : place.line() + ": ") + line);
            }
        };
        PolicyEngine engine =
                Engines.engine("package test\np if {\n\tprint(\"x is\", input.x, input.y, [1, {2}])\n}\n");

        engine.prepare("test/p")
                .evaluate(
                        Engines.json("{\"x\": \"one\"}"),
                        EvaluationOptions.standard().withPrint(sink));

        assertThat(lines).containsExactly("3: x is one <undefined> [1, {2}]");
    }

    @Test
    void anEvaluationCanBeReplayed() {
        PolicyEngine engine = Engines.engine("package test\np := [time.now_ns(), time.now_ns()]\n");
        PreparedPolicy policy = engine.prepare("test/p");
        EffectLog log = EffectLog.recording();
        EvaluationOptions first =
                EvaluationOptions.standard().withEnvironment(at(1_000)).withEffects(log);
        EvaluationOptions empty = EvaluationOptions.standard().withEffects(EffectLog.replaying(RegoObject.EMPTY));

        Evaluation recorded = policy.evaluate(Undefined.UNDEFINED, first);
        EvaluationOptions second =
                EvaluationOptions.standard().withEnvironment(at(2_000)).withEffects(EffectLog.replaying(log.toValue()));
        Evaluation replayed = policy.evaluate(Undefined.UNDEFINED, second);

        assertThat(recorded).as(recorded.toString()).isInstanceOf(Evaluation.Defined.class);
        assertThat(((Evaluation.Defined) recorded).value()).isEqualTo(Engines.json("[1000000000, 1000000000]"));
        assertThat(((Evaluation.Defined) replayed).value()).isEqualTo(((Evaluation.Defined) recorded).value());
        assertThat(policy.evaluate(Undefined.UNDEFINED, empty)).isInstanceOf(Evaluation.Failed.class);
    }

    private static BuiltinEnvironment at(long millis) {
        return BuiltinEnvironment.of(() -> Instant.ofEpochMilli(millis), new SplittableRandom(1));
    }

    @Test
    void aTracerIsToldWhatIsEvaluated() {
        List<String> events = new ArrayList<>();
        Tracer tracer = (event, place) -> events.add(event + " " + place.line());
        PolicyEngine engine = Engines.engine("package test\np if {\n\tinput.x == 1\n\tinput.y == 2\n}\n");
        PreparedPolicy policy = engine.prepare("test/p");

        policy.evaluate(
                Engines.json("{\"x\": 1, \"y\": 3}"),
                EvaluationOptions.standard().withTracer(tracer));

        assertThat(events).containsSubsequence("ENTER 2", "STATEMENT 3", "STATEMENT 4", "FAIL 4");
        assertThat(events).doesNotContain("EXIT 2");
    }
}
