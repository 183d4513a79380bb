package dev.writ.policy.opaplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.Engines;
import dev.writ.policy.Evaluation;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.PolicyException;
import dev.writ.policy.Query;
import dev.writ.policy.RealOpa;
import dev.writ.policy.ShippedCase;
import dev.writ.policy.runtime.EffectLog;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.Undefined;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Plans that the real OPA made. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanPolicyEngineTest {

    private static final String MODULE = """
        package test

        values := {"set": {1, 2, "x"}, "empty": set(), "object": {1: "a", [2]: {3}}, "number": 1.50}

        greeting := sprintf("%v of %d", [{1, 2}, data.count])

        allow if input.age >= 18

        conflict := 1 if input.age

        conflict := 2 if input.other

        roll := rand.intn("dice", 1000000)

        bytes := units.parse_bytes(input.size)

        paths[p] := v if walk(input, [p, v])

        nested[a][b] := c if some [a, b, c] in input.triples

        slow := count([x | some x in numbers.range(1, 1000); some y in numbers.range(1, 1000); some z in numbers.range(1, 1000); x + y + z == -1])

        mocked := v if v := greeting with sprintf as "fixed"
        """;

    private static final List<String> ENTRYPOINTS = List.of(
            "test/values",
            "test/greeting",
            "test/allow",
            "test/conflict",
            "test/roll",
            "test/bytes",
            "test/paths",
            "test/nested",
            "test/slow",
            "test/mocked");

    private PlanPolicyEngine engine;
    private PlanPolicyEngine shipped;

    @SuppressWarnings("NullAway.Init") // made before all tests
    PlanPolicyEngineTest() {}

    @BeforeAll
    void build(@TempDir Path folder) throws IOException {
        RealOpa.needed();
        engine = PlanPolicyEngine.load(
                RealOpa.build(folder, "plan", ENTRYPOINTS, MODULE, "{\"count\": 3}"), PlanOptions.standard());
        Path main = Files.createDirectory(folder.resolve("main"));
        shipped = PlanPolicyEngine.load(
                RealOpa.build(main, "plan", ShippedCase.entrypoints(), List.of("-b", ShippedCase.SOURCES.toString())),
                PlanOptions.standard());
    }

    private Evaluation evaluate(String rule, Maybe input) {
        return engine.prepare("test/" + rule).evaluate(input);
    }

    private static RegoValue value(Evaluation evaluation) {
        assertThat(evaluation).isInstanceOf(Evaluation.Defined.class);
        return ((Evaluation.Defined) evaluation).value();
    }

    private static Diagnostic failure(Evaluation evaluation) {
        assertThat(evaluation).isInstanceOf(Evaluation.Failed.class);
        return ((Evaluation.Failed) evaluation).diagnostics().getFirst();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "values|{}|{\"empty\": set(), \"number\": 1.50, \"object\": {1: \"a\", [2]: {3}}, \"set\": {1, 2,"
                        + " \"x\"}}",
                "values/number|{}|1.50",
                "greeting|{}|\"{1, 2} of 3\"",
                "mocked|{}|\"fixed\"",
                "allow|{\"age\": 18}|true",
                "paths|{\"a\": [7]}|{[]: {\"a\": [7]}, [\"a\"]: [7], [\"a\", 0]: 7}",
                "nested|{\"triples\": [[1, 2, 3], [1, 4, 5]]}|{1: {2: 3, 4: 5}}"
            })
    void valuesComeOutExactly(String rule, String input, String expected) {
        assertThat(value(evaluate(rule, Engines.json(input))).toString()).isEqualTo(expected);
    }

    @Test
    void undefinedIsUndefined() {
        assertThat(evaluate("allow", Engines.json("{\"age\": 17}"))).isInstanceOf(Evaluation.Undefined.class);
        assertThat(evaluate("allow", Undefined.UNDEFINED)).isInstanceOf(Evaluation.Undefined.class);
        assertThat(evaluate("values/nothing", Undefined.UNDEFINED)).isInstanceOf(Evaluation.Undefined.class);
    }

    @Test
    void conflictsHaveAPlace() {
        Diagnostic conflict = failure(evaluate("conflict", Engines.json("{\"age\": 1, \"other\": 1}")));

        assertThat(conflict.code()).isEqualTo(DiagnosticCode.EVAL_CONFLICT);
        assertThat(conflict.message()).isEqualTo("test.rego:11:1: a rule or function produced conflicting values");
    }

    @Test
    void strictErrorsEffectsAndLimitsAreThoseOfTheNativeEngine() {
        EvaluationOptions options = EvaluationOptions.standard();
        RegoValue input = Engines.json("{\"size\": \"many\"}");
        EffectLog log = EffectLog.recording();
        RegoValue roll = value(engine.prepare("test/roll").evaluate(Undefined.UNDEFINED, options.withEffects(log)));
        Evaluation again = engine.prepare("test/roll")
                .evaluate(Undefined.UNDEFINED, options.withEffects(EffectLog.replaying(log.toValue())));
        Evaluation late = engine.prepare("test/slow")
                .evaluate(
                        Undefined.UNDEFINED, options.withLimits(options.limits().withTimeout(Duration.ofMillis(50))));

        assertThat(evaluate("bytes", input)).isInstanceOf(Evaluation.Undefined.class);
        assertThat(failure(engine.prepare("test/bytes").evaluate(input, options.withStrictBuiltinErrors(true)))
                        .code())
                .isEqualTo(DiagnosticCode.EVAL_BUILTIN);
        assertThat(value(again)).isEqualTo(roll);
        assertThat(failure(late).code()).isEqualTo(DiagnosticCode.EVAL_LIMIT);
    }

    @Test
    void whatAPlanCannotDoIsRefusedWithAHint() {
        assertThatThrownBy(() -> engine.prepareQuery(Query.of("1 + 1")))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("a plan cannot answer queries");
        assertThatThrownBy(() -> engine.prepare("test/other"))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("`test/other` is no entrypoint");
    }

    @ParameterizedTest
    @MethodSource("dev.writ.policy.ShippedCase#all")
    void theShippedPoliciesDecideAlike(ShippedCase shippedCase) {
        Evaluation evaluation = shipped.prepare(shippedCase.entrypoint()).evaluate(shippedCase.input());

        assertThat(Engines.asJson(value(evaluation))).isEqualTo(shippedCase.expected());
    }
}
