package dev.writ.policy.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.BundledPolicies;
import dev.writ.policy.Engines;
import dev.writ.policy.Evaluation;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.OpaServer;
import dev.writ.policy.PolicyEngine;
import dev.writ.policy.PolicyException;
import dev.writ.policy.PreparedPolicy;
import dev.writ.policy.PreparedQuery;
import dev.writ.policy.Query;
import dev.writ.policy.RealOpa;
import dev.writ.policy.ShippedCase;
import dev.writ.policy.remote.RemoteOptions;
import dev.writ.policy.remote.RemotePolicyEngine;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.Undefined;
import dev.writ.policy.wasm.WasmOptions;
import dev.writ.policy.wasm.WasmPolicyEngine;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparingPolicyEngineTest {

    /** Collects what is reported. */
    private static final class Reports implements DifferenceListener {

        private final ConcurrentLinkedQueue<Difference> differences = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<String> skipped = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<Diagnostic> refused = new ConcurrentLinkedQueue<>();
        private final AtomicInteger same = new AtomicInteger();

        @Override
        public void different(Difference difference) {
            differences.add(difference);
        }

        @Override
        public void same(String subject) {
            same.incrementAndGet();
        }

        @Override
        public void skipped(String subject) {
            skipped.add(subject);
        }

        @Override
        public void refused(String subject, List<Diagnostic> diagnostics) {
            refused.addAll(diagnostics);
        }
    }

    /** An engine that does with each evaluation what a test wants. */
    private record Fake(java.util.function.Supplier<Evaluation> evaluation) implements PolicyEngine {

        @Override
        public String revision() {
            return "fake";
        }

        @Override
        public PreparedPolicy prepare(String entrypoint) {
            return new PreparedPolicy() {
                @Override
                public String entrypoint() {
                    return entrypoint;
                }

                @Override
                public Evaluation evaluate(Maybe input, EvaluationOptions options) {
                    return evaluation.get();
                }
            };
        }

        @Override
        public PreparedQuery prepareQuery(Query query) {
            throw new IllegalStateException("no queries");
        }

        @Override
        public void close() {}
    }

    private final Reports reports = new Reports();

    private Evaluation compare(String first, String second, String input) {
        try (ComparingPolicyEngine engine = comparing(first, second)) {
            return engine.prepare("t/x").evaluate(Engines.json(input));
        }
    }

    private ComparingPolicyEngine comparing(String first, String second) {
        return ComparingPolicyEngine.of(
                Engines.engine("package t\n\n" + first),
                Engines.engine("package t\n\n" + second),
                reports,
                CompareOptions.standard());
    }

    private Difference only() {
        assertThat(reports.differences).hasSize(1);
        return reports.differences.element();
    }

    @Test
    void whatIsTheSameIsNoDifference() {
        compare("x := {1, 2}", "x := [1.0, 2] if true", "{}");
        compare("x := 1 if input.no", "x := 2 if input.no", "{}");
        compare("x := 1 if true\n\nx := 2 if true", "x := \"a\" if true\n\nx := \"b\" if true", "{}");

        assertThat(reports.differences).isEmpty();
        assertThat(reports.same).hasValue(3);
    }

    @Test
    void aDifferentValueIsReportedWithItsPlaceAndTheFirstIsTheAnswer() {
        Evaluation answer = compare("x := {\"a\": [1, input.v]}", "x := {\"a\": [1, 3]}", "{\"v\": 2}");
        Difference difference = only();

        assertThat(((Evaluation.Defined) answer).value()).isEqualTo(Engines.json("{\"a\": [1, 2]}"));
        assertThat(difference.kind()).isEqualTo(Difference.Kind.VALUE);
        assertThat(difference.path()).hasToString("[\"a\", 1]");
        assertThat(difference.subject()).isEqualTo("t/x");
        assertThat(difference.input()).isEqualTo(Engines.json("{\"v\": 2}"));
        assertThat(difference.second()).isEqualTo(new Outcome.Value(Engines.json("{\"a\": [1, 3]}")));
    }

    @Test
    void orderDefinednessAndErrorsAreKindsOfTheirOwn() {
        compare("x := [1, 2]", "x := [2, 1]", "{}");
        compare("x := 1", "x := 1 if input.no", "{}");
        compare("x := 1", "x := 1 if true\n\nx := 2 if true", "{}");

        assertThat(reports.differences)
                .extracting(Difference::kind)
                .containsExactly(Difference.Kind.ORDER, Difference.Kind.DEFINED, Difference.Kind.FAILURE);
    }

    @Test
    void nondeterministicFunctionsGiveBothTheSame() {
        compare(
                "x := [rand.intn(\"a\", 1000000000), time.now_ns()]",
                "x := [rand.intn(\"a\", 1000000000), time.now_ns()]",
                "{}");

        assertThat(reports.differences).isEmpty();
        assertThat(reports.same).hasValue(1);
    }

    @Test
    void queriesAreComparedByTheirRows() {
        try (ComparingPolicyEngine engine = comparing("x := {1, 2}", "x := {2, 3}")) {
            engine.prepareQuery(Query.of("some y; data.t.x[y]; y == 2")).evaluate(Undefined.UNDEFINED);
            engine.prepareQuery(Query.of("data.t.x[y]")).evaluate(Undefined.UNDEFINED);
        }

        assertThat(reports.same).hasValue(1);
        assertThat(only().kind()).isEqualTo(Difference.Kind.VALUE);
    }

    @Test
    void aSlowSecondEngineDoesNotDelayAndAFullQueueIsReported() {
        CountDownLatch release = new CountDownLatch(1);
        Evaluation slow = new Evaluation.Undefined(new dev.writ.policy.EvaluationStatistics(0, 0));
        PolicyEngine second = new Fake(() -> {
            await(release);
            return slow;
        });
        PolicyEngine first = Engines.engine("package t\n\nx := 1");
        try (ComparingPolicyEngine engine =
                ComparingPolicyEngine.of(first, second, reports, new CompareOptions(1, 1, Duration.ofSeconds(30)))) {
            PreparedPolicy policy = engine.prepare("t/x");
            for (int i = 0; i < 5; i++) {
                assertThat(policy.evaluate(Undefined.UNDEFINED)).isInstanceOf(Evaluation.Defined.class);
            }
            release.countDown();
        }

        assertThat(reports.skipped).hasSizeBetween(3, 4);
        assertThat(reports.skipped.size() + reports.differences.size()).isEqualTo(5);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aSecondEngineThatThrowsAndAListenerThatThrowsChangeNothing() {
        PolicyEngine broken = new Fake(() -> {
            throw new IllegalStateException("broken");
        });
        DifferenceListener listener = difference -> {
            reports.different(difference);
            throw new IllegalStateException("listener");
        };
        try (ComparingPolicyEngine engine = ComparingPolicyEngine.of(
                Engines.engine("package t\n\nx := 1"), broken, listener, CompareOptions.standard())) {
            assertThat(engine.prepare("t/x").evaluate(Undefined.UNDEFINED)).isInstanceOf(Evaluation.Defined.class);
            assertThat(engine.prepareQuery(Query.of("1 == 1")).evaluate(Undefined.UNDEFINED))
                    .isNotNull();
        }

        assertThat(only().kind()).isEqualTo(Difference.Kind.FAILURE);
    }

    @Test
    void aSecondEngineThatIsAwayIsReportedAsNoAnswer() {
        try (ComparingPolicyEngine engine = ComparingPolicyEngine.of(
                Engines.engine("package t\n\nx := 1"),
                RemotePolicyEngine.of(RemoteOptions.of(URI.create("http://127.0.0.1:1"))),
                reports,
                CompareOptions.standard())) {
            engine.prepare("t/x").evaluate(Undefined.UNDEFINED);
        }

        assertThat(only().kind()).isEqualTo(Difference.Kind.NO_ANSWER);
    }

    @Test
    void whatTheFirstRefusesIsRefusedAndWhatTheSecondRefusesIsReported() {
        try (ComparingPolicyEngine engine = comparing("x := 1\n\ny := 2", "x := 1")) {
            assertThatThrownBy(() -> engine.prepare("t/z")).isInstanceOf(PolicyException.class);
            assertThat(engine.prepare("t/y").evaluate(Undefined.UNDEFINED)).isInstanceOf(Evaluation.Defined.class);
        }

        assertThat(reports.refused).extracting(Diagnostic::code).containsExactly(DiagnosticCode.COMPILE);
        assertThat(reports.differences).isEmpty();
    }

    @Test
    void theNativeEngineAndARunningOpaAgreeOnTheShippedPolicies(@TempDir Path folder) {
        RealOpa.needed();
        try (OpaServer server = OpaServer.start(folder, "http", ShippedCase.SOURCES.toString());
                ComparingPolicyEngine engine = ComparingPolicyEngine.of(
                        BundledPolicies.main(),
                        RemotePolicyEngine.of(RemoteOptions.of(server.address())),
                        reports,
                        CompareOptions.standard())) {
            evaluateAll(engine);
        }

        assertThat(reports.differences).isEmpty();
        assertThat(reports.same).hasValue(ShippedCase.all().size());
    }

    @Test
    void theNativeEngineAndWebAssemblyDifferInNothingButOrder(@TempDir Path folder) {
        RealOpa.needed();
        Path bundle =
                RealOpa.build(folder, "wasm", ShippedCase.entrypoints(), List.of("-b", ShippedCase.SOURCES.toString()));
        try (ComparingPolicyEngine engine = ComparingPolicyEngine.of(
                BundledPolicies.main(),
                WasmPolicyEngine.load(bundle, WasmOptions.standard()),
                reports,
                CompareOptions.standard())) {
            evaluateAll(engine);
        }

        assertThat(reports.same.get() + reports.differences.size())
                .isEqualTo(ShippedCase.all().size());
        assertThat(reports.differences)
                .extracting(Difference::kind)
                .isSubsetOf(Difference.Kind.ORDER, Difference.Kind.VALUE);
        // OPA's WebAssembly does not order sets, so neither arrays nor texts that were made of one.
        List<RegoValue> unordered = List.of(RegoString.of("deny"), RegoString.of("obligations"));
        assertThat(reports.differences)
                .allSatisfy(
                        difference -> assertThat(difference.path().getFirst()).isIn(unordered));
    }

    private static void evaluateAll(PolicyEngine engine) {
        for (ShippedCase shippedCase : ShippedCase.all()) {
            Evaluation evaluation = engine.prepare(shippedCase.entrypoint()).evaluate(shippedCase.input());
            assertThat(Engines.asJson(((Evaluation.Defined) evaluation).value()))
                    .isEqualTo(shippedCase.expected());
        }
    }
}
