package dev.writ.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.runtime.EvaluationLimits;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.Undefined;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a policy does, an evaluation ends in bounded time and space, with an error that names limit and place. */
class LimitsTest {

    private static final EvaluationLimits STANDARD = EvaluationLimits.standard();
    private static final String PRODUCT = """
            package test
            p := count([1 |
            	some a in numbers.range(1, 1000)
            	some b in numbers.range(1, 1000)
            	some c in numbers.range(1, 1000)
            	a + b + c == 0
            ])
            """;

    static Stream<Arguments> limits() {
        return Stream.of(
                Arguments.of(
                        PRODUCT,
                        STANDARD.withSteps(5_000),
                        "test-0.rego:5:12: eval_limit_error: the evaluation took more than 5000 steps"),
                Arguments.of(
                        PRODUCT,
                        STANDARD.withTimeout(Duration.ofMillis(30)),
                        "eval_limit_error: the evaluation took more than 30 ms"),
                Arguments.of(
                        "package test\np := [x | some x in numbers.range(1, 100); x > 0]\n",
                        STANDARD.withCollectionSize(99),
                        "eval_limit_error: "),
                Arguments.of(
                        "package test\np := [x | some y in [1, 2, 3]; some z in [1, 2, 3]; x := y + z]\n",
                        STANDARD.withCollectionSize(5),
                        "test-0.rego:2:6: eval_limit_error: a collection grew beyond 5 elements"),
                Arguments.of(
                        "package test\np contains [x, y] if { some x in [1, 2, 3]; some y in [1, 2, 3] }\n",
                        STANDARD.withCollectionSize(5),
                        "test-0.rego:2:1: eval_limit_error: a collection grew beyond 5 elements"),
                Arguments.of(
                        chain(30),
                        STANDARD.withCallDepth(20),
                        "eval_limit_error: `data.test.r19` is called 21 calls deep, the limit is 20"),
                Arguments.of(
                        "package test\na := \"0123456789\"\np := $\"{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}\"\n",
                        STANDARD.withTextLength(100),
                        "test-0.rego:3:6: eval_limit_error: a string grew beyond 100 characters"));
    }

    /** {@code r0} needs {@code r1} needs ... the last one. */
    private static String chain(int length) {
        String rules = IntStream.range(0, length)
                .mapToObj(i -> "r" + i + " := r" + (i + 1) + " + 1")
                .collect(Collectors.joining("\n"));
        return "package test\np := r0\n" + rules + "\nr" + length + " := 0\n";
    }

    @ParameterizedTest
    @MethodSource("limits")
    void aLimitEndsTheEvaluationWithItsNameAndPlace(String module, EvaluationLimits limits, String expected) {
        assertThat(failure(module, EvaluationOptions.standard().withLimits(limits))
                        .toString())
                .contains(expected);
    }

    @Test
    void theTimeLimitHolds() {
        long start = System.nanoTime();

        failure(
                PRODUCT,
                EvaluationOptions.standard()
                        .withLimits(STANDARD.withTimeout(Duration.ofMillis(100)).withSteps(Long.MAX_VALUE / 2)));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void aCancelledEvaluationEnds() {
        AtomicInteger asked = new AtomicInteger();

        Diagnostic diagnostic =
                failure(PRODUCT, EvaluationOptions.standard().withCancellation(() -> asked.incrementAndGet() > 3));

        assertThat(diagnostic.code()).isEqualTo(DiagnosticCode.EVAL_CANCEL);
        assertThat(asked.get()).isEqualTo(4);
    }

    @Test
    void aChainThatIsTooDeepForTheStackIsAnErrorAndNoCrash() throws InterruptedException {
        EvaluationOptions options = EvaluationOptions.standard().withLimits(STANDARD.withCallDepth(1_000_000));
        PolicyEngine engine = Engines.engine(chain(900));
        PreparedPolicy policy = engine.prepare("test/p");
        Evaluation[] result = new Evaluation[1];

        Thread small = new Thread(
                null, () -> result[0] = policy.evaluate(Undefined.UNDEFINED, options), "small-stack", 160 << 10);
        small.start();
        small.join();

        assertThat(result[0]).isInstanceOf(Evaluation.Failed.class);
        Diagnostic diagnostic = ((Evaluation.Failed) result[0]).diagnostics().getFirst();
        assertThat(diagnostic.message()).isEqualTo("the evaluation nests too deeply for the stack of its thread");
    }

    @Test
    void theStandardCallDepthFitsIntoAnOrdinaryStack() {
        Evaluation evaluation = Engines.engine(chain(480)).prepare("test/p").evaluate(Undefined.UNDEFINED);

        assertThat(evaluation).isInstanceOf(Evaluation.Defined.class);
        assertThat(((Evaluation.Defined) evaluation).value()).isEqualTo(Engines.json("480"));
    }

    @Test
    void functionsThatCallEachOtherTwiceAreRemembered() {
        String functions = IntStream.range(1, 60)
                .mapToObj(i -> "f" + i + "(x) := f" + (i - 1) + "(x) + f" + (i - 1) + "(x)")
                .collect(Collectors.joining("\n"));
        String module = "package test\nf0(x) := x\n" + functions + "\np := f59(1)\n";

        Evaluation evaluation = Engines.engine(module).prepare("test/p").evaluate(Undefined.UNDEFINED);

        assertThat(((Evaluation.Defined) evaluation).value()).isEqualTo(Engines.json("576460752303423488"));
        assertThat(evaluation.statistics().steps()).isLessThan(200);
    }

    @Test
    void aConstantRuleStopsAtItsFirstSolution() {
        assertThat(steps("package test\np if { some x in numbers.range(1, 1000); x > 3 }\n"))
                .isLessThan(1_010);
    }

    @Test
    void aValueThatTheLoopDoesNotTouchStopsAtItsFirstSolution() {
        assertThat(steps("package test\np := y if { y := count(\"abc\"); some x in numbers.range(1, 1000); x > 3 }\n"))
                .isLessThan(1_010);
    }

    @Test
    void oneKeyOfAPartialRuleCostsOneKey() {
        String module = """
                package test
                all[x] := y if { y := input[x]; some z in numbers.range(1, 1000); z == y }
                p := all.k7
                """;

        Evaluation evaluation =
                Engines.engine(module).prepare("test/p").evaluate(Engines.json("{\"k6\": 6, \"k7\": 7, \"k8\": 8}"));

        assertThat(((Evaluation.Defined) evaluation).value()).isEqualTo(Engines.json("7"));
        assertThat(evaluation.statistics().steps()).isLessThan(1_020);
    }

    @Test
    void rulesThatDifferInConstantsAreNotTriedOneByOne() {
        String rules = IntStream.range(0, 500)
                .mapToObj(i -> "p if { input.user == \"u" + i + "\"; some x in [1, 2]; x == input.n }")
                .collect(Collectors.joining("\n"));

        Evaluation evaluation = Engines.engine("package test\n" + rules)
                .prepare("test/p")
                .evaluate(Engines.json("{\"user\": \"u499\", \"n\": 2}"));

        assertThat(((Evaluation.Defined) evaluation).value()).isEqualTo(Engines.json("true"));
        assertThat(evaluation.statistics().steps()).isEqualTo(3);
    }

    private static long steps(String module) {
        Evaluation evaluation = Engines.engine(module).prepare("test/p").evaluate(Undefined.UNDEFINED);
        assertThat(evaluation).isInstanceOf(Evaluation.Defined.class);
        return evaluation.statistics().steps();
    }

    private static Diagnostic failure(String module, EvaluationOptions options) {
        Evaluation evaluation = Engines.engine(module).prepare("test/p").evaluate(Undefined.UNDEFINED, options);
        assertThat(evaluation).isInstanceOf(Evaluation.Failed.class);
        return ((Evaluation.Failed) evaluation).diagnostics().getFirst();
    }
}
