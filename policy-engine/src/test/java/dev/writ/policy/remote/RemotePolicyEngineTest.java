package dev.writ.policy.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.Engines;
import dev.writ.policy.Evaluation;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.OpaServer;
import dev.writ.policy.PolicyException;
import dev.writ.policy.Query;
import dev.writ.policy.QueryResult;
import dev.writ.policy.RealOpa;
import dev.writ.policy.ShippedCase;
import dev.writ.policy.runtime.EffectLog;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.Undefined;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against a real {@code opa run --server}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemotePolicyEngineTest {

    private static final String MODULE = """
        package test

        set := {3, 1, 2}

        allow if input.age >= 18

        has_input if input

        conflict := 1 if input.age

        conflict := 2 if input.other

        quotient := 1 / input.by

        slow := count([x | some x in numbers.range(1, 1000); some y in numbers.range(1, 1000); some z in numbers.range(1, 1000); x + y + z == -1])

        large := numbers.range(1, 100000)

        echo := input
        """;

    private Path folder;
    private OpaServer server;
    private RemotePolicyEngine engine;

    @SuppressWarnings("NullAway.Init") // made before all tests
    RemotePolicyEngineTest() {}

    @BeforeAll
    void start(@TempDir Path temporary) {
        RealOpa.needed();
        folder = temporary;
        OpaServer.write(folder, "test.rego", MODULE);
        OpaServer.write(folder, "odd.rego", "package odd[\"a b/ü?\"]\n\nx := 1\n");
        server = OpaServer.start(folder, "http", "test.rego", "odd.rego", ShippedCase.SOURCES.toString());
        engine = RemotePolicyEngine.of(RemoteOptions.of(server.address()).withBodyBytes(100_000, 100_000));
    }

    @AfterAll
    @SuppressWarnings("UnnecessaryNullCheck")
    void stop() {
        if (server != null) {
            engine.close();
            server.close();
        }
    }

    private Evaluation evaluate(String path, Maybe input) {
        return engine.prepare(path).evaluate(input);
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
    void valuesComeAsJson() {
        assertThat(value(evaluate("test/set", Undefined.UNDEFINED))).isEqualTo(Engines.json("[1, 2, 3]"));
        assertThat(value(evaluate("test/echo", Engines.json("{\"n\": 1.50, \"u\": \"é\"}")))
                        .toString())
                .isEqualTo("{\"n\": 1.50, \"u\": \"é\"}");
    }

    @Test
    void undefinedAndInputArriveAsTheyAre() {
        assertThat(value(evaluate("test/allow", Engines.json("{\"age\": 18}")))).isEqualTo(Engines.json("true"));
        assertThat(evaluate("test/allow", Engines.json("{\"age\": 17}"))).isInstanceOf(Evaluation.Undefined.class);
        assertThat(evaluate("test/has_input", Undefined.UNDEFINED)).isInstanceOf(Evaluation.Undefined.class);
        assertThat(evaluate("no/such/rule", Undefined.UNDEFINED)).isInstanceOf(Evaluation.Undefined.class);
    }

    @Test
    void namesArePutIntoTheAddressSafely() {
        assertThatThrownBy(() -> engine.prepare("test/../../v1/config")).isInstanceOf(PolicyException.class);
        assertThatThrownBy(() -> engine.prepare("")).isInstanceOf(PolicyException.class);
        assertThat(evaluate("odd/a b?x=1", Undefined.UNDEFINED)).isInstanceOf(Evaluation.Undefined.class);
    }

    @Test
    void errorsKeepTheirCodeAndPlace() {
        Diagnostic conflict = failure(evaluate("test/conflict", Engines.json("{\"age\": 1, \"other\": 2}")));

        assertThat(conflict.code()).isEqualTo(DiagnosticCode.EVAL_CONFLICT);
        assertThat(conflict.message())
                .startsWith("test.rego:11:1: rule data.test.conflict produced conflicting values");
    }

    @Test
    void builtinErrorsAreStrictOnDemand() {
        RegoValue input = Engines.json("{\"by\": 0}");
        EvaluationOptions strict = EvaluationOptions.standard().withStrictBuiltinErrors(true);
        Diagnostic error = failure(engine.prepare("test/quotient").evaluate(input, strict));

        assertThat(evaluate("test/quotient", input)).isInstanceOf(Evaluation.Undefined.class);
        assertThat(error.code()).isEqualTo(DiagnosticCode.EVAL_BUILTIN);
        assertThat(error.message()).isEqualTo("test.rego:13:13: div: divide by zero");
    }

    @Test
    void timeAndBodiesAreBounded() {
        EvaluationOptions options = EvaluationOptions.standard();
        Diagnostic late = failure(engine.prepare("test/slow")
                .evaluate(
                        Undefined.UNDEFINED, options.withLimits(options.limits().withTimeout(Duration.ofMillis(100)))));
        Diagnostic cancelled = failure(
                engine.prepare("test/slow").evaluate(Undefined.UNDEFINED, options.withCancellation(() -> true)));
        Diagnostic large = failure(evaluate("test/large", Undefined.UNDEFINED));
        Diagnostic input = failure(evaluate("test/echo", Engines.json("\"" + "x".repeat(100_000) + "\"")));

        assertThat(late.code()).isEqualTo(DiagnosticCode.EVAL_LIMIT);
        assertThat(late.message()).endsWith("did not answer within 100 ms");
        assertThat(cancelled.code()).isEqualTo(DiagnosticCode.EVAL_CANCEL);
        assertThat(large.message()).isEqualTo("the answer is longer than the limit of 100000 bytes");
        assertThat(input.message()).isEqualTo("the input is longer than the limit of 100000 bytes");
    }

    @Test
    void effectsAreNotPretendedToBeRecorded() {
        Evaluation evaluation = engine.prepare("test/set")
                .evaluate(Undefined.UNDEFINED, EvaluationOptions.standard().withEffects(EffectLog.recording()));

        assertThat(failure(evaluation).code()).isEqualTo(DiagnosticCode.UNSUPPORTED);
    }

    @Test
    void queriesGiveBindings() {
        QueryResult result =
                engine.prepareQuery(Query.of("x = data.test.set[_]; x > 1")).evaluate(Undefined.UNDEFINED);
        QueryResult none =
                engine.prepareQuery(Query.of("data.test.set[_] == 7")).evaluate(Undefined.UNDEFINED);

        assertThat(((QueryResult.Rows) result).rows())
                .extracting(QueryResult.Row::bindings)
                .containsExactly(Map.of("x", Engines.json("2")), Map.of("x", Engines.json("3")));
        assertThat(((QueryResult.Rows) none).rows()).isEmpty();
    }

    @Test
    void queriesThatAreNoRegoFailWithOpasErrors() {
        QueryResult result = engine.prepareQuery(Query.of("x = ")).evaluate(Undefined.UNDEFINED);

        assertThat(((QueryResult.Failed) result).diagnostics())
                .extracting(Diagnostic::code)
                .containsOnly(DiagnosticCode.PARSE);
        assertThatThrownBy(() -> engine.prepareQuery(new Query("allow", "test", List.of())))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("no package and no imports");
    }

    @Test
    void theRevisionIsThatOfTheLoadedBundle() {
        assertThat(engine.revision()).isEqualTo("unknown");

        RealOpa.run(folder, "build", "-o", "b.tar.gz", "--revision", "2026-11", "test.rego");
        try (OpaServer other = OpaServer.start(folder, "http", "-b", "b.tar.gz");
                RemotePolicyEngine bundled = RemotePolicyEngine.of(RemoteOptions.of(other.address()))) {
            assertThat(bundled.revision()).isEqualTo("2026-11");
        }
    }

    @Test
    void theTokenIsSentAndItsLackIsSaid() {
        OpaServer.write(folder, "authz.rego", """
            package system.authz

            default allow := false

            allow if input.identity == "s3cret"
            """);
        try (OpaServer guarded = OpaServer.start(
                        folder, "http", "--authentication=token", "--authorization=basic", "authz.rego", "test.rego");
                RemotePolicyEngine with = RemotePolicyEngine.of(
                        RemoteOptions.of(guarded.address()).withToken(() -> Optional.of("s3cret")));
                RemotePolicyEngine without = RemotePolicyEngine.of(RemoteOptions.of(guarded.address()))) {
            Diagnostic refused = failure(without.prepare("test/set").evaluate(Undefined.UNDEFINED));

            assertThat(value(with.prepare("test/set").evaluate(Undefined.UNDEFINED)))
                    .isEqualTo(Engines.json("[1, 2, 3]"));
            assertThat(refused.code()).isEqualTo(DiagnosticCode.EVAL_REMOTE);
            assertThat(refused.message()).endsWith("refuses the caller with status 401");
        }
    }

    @Test
    void tlsIsVerified() {
        SSLContext trusting = Certificates.selfSigned(folder, "127.0.0.1");
        try (OpaServer secure = OpaServer.start(
                        folder,
                        "https",
                        "--tls-cert-file",
                        "cert.pem",
                        "--tls-private-key-file",
                        "key.pem",
                        "test.rego");
                RemotePolicyEngine knowing =
                        RemotePolicyEngine.of(RemoteOptions.of(secure.address()).withTls(trusting));
                RemotePolicyEngine stranger = RemotePolicyEngine.of(RemoteOptions.of(secure.address()))) {
            Diagnostic distrust = failure(stranger.prepare("test/set").evaluate(Undefined.UNDEFINED));

            assertThat(value(knowing.prepare("test/set").evaluate(Undefined.UNDEFINED)))
                    .isEqualTo(Engines.json("[1, 2, 3]"));
            assertThat(distrust.code()).isEqualTo(DiagnosticCode.EVAL_REMOTE);
            assertThat(distrust.message()).contains("cannot be trusted");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.writ.policy.ShippedCase#all")
    void theShippedPoliciesDecideAlike(ShippedCase shippedCase) {
        assertThat(value(evaluate(shippedCase.entrypoint(), shippedCase.input())))
                .isEqualTo(shippedCase.expected());
    }
}
