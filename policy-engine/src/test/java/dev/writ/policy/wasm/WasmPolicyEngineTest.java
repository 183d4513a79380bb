package dev.writ.policy.wasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.Engines;
import dev.writ.policy.Evaluation;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.PolicyException;
import dev.writ.policy.Query;
import dev.writ.policy.RealOpa;
import dev.writ.policy.ShippedCase;
import dev.writ.policy.builtin.BuiltinEnvironment;
import dev.writ.policy.runtime.EffectLog;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.Undefined;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Modules that the real OPA built: values, undefined, errors, imported functions, limits. */
class WasmPolicyEngineTest {

    private static final String MODULE = """
        package test

        values := {"set": {1, 2, "x"}, "empty": set(), "object": {1: "a", [2]: {3}}, "number": 1.50, "text": "é\\u0001"}

        greeting := sprintf("%v of %d", [{1, 2}, data.count])

        allow if input.age >= 18

        conflict := 1 if input.age

        conflict := 2 if input.other

        object[key] := value if {
        \tsome key in ["a", "a"]
        \tsome value in [1, 2]
        }

        now := time.now_ns()

        roll := rand.intn("dice", 1000000)

        bytes := units.parse_bytes(input.size)

        has_input if input

        echo := input

        slow := count([x | some x in numbers.range(1, 1000); some y in numbers.range(1, 1000); some z in numbers.range(1, 1000); x + y + z == -1])

        large := [numbers.range(1, 100000) | some _ in numbers.range(1, 1000)]

        f(n) := n if n == 0

        """;

    private static final List<String> ENTRYPOINTS = List.of(
            "test/values",
            "test/greeting",
            "test/allow",
            "test/conflict",
            "test/object",
            "test/now",
            "test/roll",
            "test/bytes",
            "test/has_input",
            "test/echo",
            "test/slow",
            "test/large");

    @TempDir
    static Path folder;

    private static @org.jspecify.annotations.Nullable WasmPolicyEngine engine;
    private static @org.jspecify.annotations.Nullable WasmPolicyEngine shipped;

    @BeforeAll
    static void build() throws IOException {
        RealOpa.needed();
        Path bundle = RealOpa.build(folder, "wasm", ENTRYPOINTS, MODULE, "{\"count\": 3}");
        engine = WasmPolicyEngine.load(
                bundle, WasmOptions.standard().withMemoryBytes(32 << 20).withTextBytes(1_000, 10_000));
        Path main = folder.resolve("main");
        assertThat(main.toFile().mkdirs()).isTrue();
        Path policies =
                RealOpa.build(main, "wasm", ShippedCase.entrypoints(), List.of("-b", ShippedCase.SOURCES.toString()));
        shipped = WasmPolicyEngine.load(policies, WasmOptions.standard());
    }

    @AfterAll
    static void close() {
        if (engine != null) {
            engine.close();
        }
        if (shipped != null) {
            shipped.close();
        }
    }

    private static WasmPolicyEngine engine() {
        return Objects.requireNonNull(engine);
    }

    private static Evaluation evaluate(String rule, Maybe input) {
        return engine().prepare("test/" + rule).evaluate(input);
    }

    private static RegoValue value(Evaluation evaluation) {
        assertThat(evaluation).isInstanceOf(Evaluation.Defined.class);
        return ((Evaluation.Defined) evaluation).value();
    }

    private static Diagnostic failure(Evaluation evaluation) {
        assertThat(evaluation).isInstanceOf(Evaluation.Failed.class);
        return ((Evaluation.Failed) evaluation).diagnostics().getFirst();
    }

    @Test
    void valuesComeOutExactly() {
        assertThat(value(evaluate("values", Undefined.UNDEFINED)).toString())
                .isEqualTo("{\"empty\": set(), \"number\": 1.50, \"object\": {1: \"a\", [2]: {3}}, \"set\": {1, 2,"
                        + " \"x\"}, \"text\": \"é\\u0001\"}");
    }

    @Test
    void documentsInsideOfAnEntrypointCanBePrepared() {
        assertThat(value(evaluate("values/number", Undefined.UNDEFINED)).toString())
                .isEqualTo("1.50");
        assertThat(evaluate("values/nothing", Undefined.UNDEFINED)).isInstanceOf(Evaluation.Undefined.class);
    }

    @Test
    void importedFunctionsSeeSetsAndData() {
        assertThat(value(evaluate("greeting", Undefined.UNDEFINED))).isEqualTo(RegoString.of("{1, 2} of 3"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"allow|{\"age\": 18}|true", "echo|[null, {\"a\": 2.0}]|[null, {\"a\": 2.0}]"})
    void inputIsSeen(String rule, String input, String expected) {
        assertThat(value(evaluate(rule, Engines.json(input)))).isEqualTo(Engines.json(expected));
    }

    @Test
    void undefinedIsUndefined() {
        assertThat(evaluate("allow", Engines.json("{\"age\": 17}"))).isInstanceOf(Evaluation.Undefined.class);
        assertThat(evaluate("has_input", Undefined.UNDEFINED)).isInstanceOf(Evaluation.Undefined.class);
    }

    @Test
    void conflictsHaveAPlace() {
        Diagnostic rule = failure(evaluate("conflict", Engines.json("{\"age\": 1, \"other\": 1}")));
        Diagnostic object = failure(evaluate("object", Undefined.UNDEFINED));

        assertThat(rule.code()).isEqualTo(DiagnosticCode.EVAL_CONFLICT);
        assertThat(object.code()).isEqualTo(DiagnosticCode.EVAL_CONFLICT);
        assertThat(rule.message()).isEqualTo("test.rego:11:1: a rule or function produced conflicting values");
        assertThat(object.message()).isEqualTo("test.rego:13:1: object keys must be unique");
    }

    @Test
    void anErrorDoesNotSpoilTheNextEvaluation() {
        for (int i = 0; i < 3; i++) {
            failure(evaluate("conflict", Engines.json("{\"age\": 1, \"other\": 1}")));
            assertThat(value(evaluate("allow", Engines.json("{\"age\": 18}")))).isEqualTo(Engines.json("true"));
        }
    }

    @Test
    void timeAndRandomNumbersComeThroughThePortAndAreReplayed() {
        BuiltinEnvironment environment =
                BuiltinEnvironment.of(InstantSource.fixed(Instant.ofEpochSecond(7)), new SplittableRandom(1));
        EffectLog log = EffectLog.recording();
        EvaluationOptions options = EvaluationOptions.standard().withEnvironment(environment);
        RegoValue roll = value(engine().prepare("test/roll").evaluate(Undefined.UNDEFINED, options.withEffects(log)));

        RegoValue now = value(engine().prepare("test/now").evaluate(Undefined.UNDEFINED, options));
        Evaluation again = engine().prepare("test/roll")
                .evaluate(
                        Undefined.UNDEFINED,
                        EvaluationOptions.standard().withEffects(EffectLog.replaying(log.toValue())));

        assertThat(now).isEqualTo(Engines.json("7000000000"));
        assertThat(value(again)).isEqualTo(roll);
    }

    @Test
    void aFailingBuiltinIsUndefinedOrAnErrorIfStrict() {
        RegoValue input = Engines.json("{\"size\": \"many\"}");
        Evaluation strict = engine().prepare("test/bytes")
                .evaluate(input, EvaluationOptions.standard().withStrictBuiltinErrors(true));

        assertThat(evaluate("bytes", input)).isInstanceOf(Evaluation.Undefined.class);
        assertThat(failure(strict).code()).isEqualTo(DiagnosticCode.EVAL_BUILTIN);
        assertThat(failure(strict).message()).startsWith("units.parse_bytes: ");
    }

    @Test
    void whatRunsTooLongIsInterrupted() {
        EvaluationOptions options = EvaluationOptions.standard();
        Evaluation late = engine().prepare("test/slow")
                .evaluate(
                        Undefined.UNDEFINED, options.withLimits(options.limits().withTimeout(Duration.ofMillis(50))));
        Evaluation cancelled =
                engine().prepare("test/slow").evaluate(Undefined.UNDEFINED, options.withCancellation(() -> true));

        assertThat(failure(late).code()).isEqualTo(DiagnosticCode.EVAL_LIMIT);
        assertThat(failure(late).message()).isEqualTo("the evaluation took more than 50 ms");
        assertThat(failure(cancelled).code()).isEqualTo(DiagnosticCode.EVAL_CANCEL);
    }

    @Test
    void memoryInputAndResultAreBounded() {
        RegoValue text = RegoString.of("x".repeat(2_000));
        Evaluation memory = evaluate("large", Undefined.UNDEFINED);
        Evaluation input = evaluate("echo", text);

        assertThat(failure(memory).message()).contains("needs more memory than the limit of 33554432 bytes");
        assertThat(failure(input).message()).isEqualTo("the input has 2002 bytes, the limit is 1000");
    }

    @Test
    void whatAModuleCannotDoIsRefusedWithAHint() {
        assertThatThrownBy(() -> engine().prepareQuery(Query.of("1 + 1")))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("a WebAssembly module cannot answer queries");
        assertThatThrownBy(() -> engine().prepare("test/other"))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("`test/other` is no entrypoint")
                .hasMessageContaining("`test/allow`");
    }

    @Test
    void whatIsNoModuleIsRefused() {
        assertThatThrownBy(() -> WasmPolicyEngine.create(
                        "x.wasm", new byte[] {0, 'a', 's', 'm', 1, 0, 0, 0}, RegoObject.EMPTY, WasmOptions.standard()))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("`x.wasm`");
        assertThatThrownBy(() -> WasmPolicyEngine.create(
                        "x.wasm", new byte[] {1, 2, 3}, RegoObject.EMPTY, WasmOptions.standard()))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("is no WebAssembly");
        assertThatThrownBy(() -> WasmPolicyEngine.of("b", List.of(), WasmOptions.standard()))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("holds 0 WebAssembly modules");
    }

    @Test
    void theRevisionIsThatOfTheManifestOrADigest() {
        assertThat(engine().revision()).startsWith("sha256:");
        assertThat(engine().entrypoints()).contains("test/allow").hasSize(ENTRYPOINTS.size());
    }

    @ParameterizedTest
    @MethodSource("dev.writ.policy.ShippedCase#all")
    void theShippedPoliciesDecideAlike(ShippedCase shippedCase) {
        Evaluation evaluation = Objects.requireNonNull(shipped)
                .prepare(shippedCase.entrypoint())
                .evaluate(shippedCase.input());

        // The order of arrays that were made of sets is another in WebAssembly, also inside of texts.
        assertThat(outline(value(evaluation))).isEqualTo(outline(shippedCase.expected()));
    }

    private static List<?> outline(RegoValue decision) {
        RegoObject document = (RegoObject) decision;
        Set<RegoValue> codes = new HashSet<>();
        for (RegoValue reason : (RegoArray) Objects.requireNonNull(document.get("deny"))) {
            codes.add(Objects.requireNonNull(((RegoObject) reason).get("code")));
        }
        return List.of(
                Objects.requireNonNull(document.get("allow")),
                codes,
                Set.copyOf(((RegoArray) Objects.requireNonNull(document.get("obligations"))).toList()),
                Set.copyOf(((RegoArray) Objects.requireNonNull(document.get("require"))).toList()));
    }
}
