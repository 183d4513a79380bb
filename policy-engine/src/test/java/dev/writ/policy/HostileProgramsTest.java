package dev.writ.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.runtime.EvaluationLimits;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs, documents and operands made to exhaust time, memory or stack: each ends with a value, undefined, or an error
 * that has a place; none ends the process, and none is a fault of the engine.
 */
@Timeout(120)
class HostileProgramsTest {
    private static final EvaluationLimits LIMITS = EvaluationLimits.standard().withTimeout(Duration.ofSeconds(5));
    private static final RegoValue DEEP =
            JsonReader.read("{\"deep\": " + "{\"a\": ".repeat(990) + "1" + "}".repeat(991));

    /** A string of {@code count} times {@code text}, made when it is evaluated. */
    private static String repeated(String text, int count) {
        return "concat(\"\", [x | some i in numbers.range(1, " + count + "); x := \"" + text + "\"])";
    }

    /** Rules whose values each hold the one before twice, followed by {@code p}. */
    private static String doubled(String p) {
        String rules = Stream.of("v", "w")
                .flatMap(name -> IntStream.range(1, 64)
                        .mapToObj(i -> name + i + " := [" + name + (i - 1) + ", " + name + (i - 1) + "]"))
                .collect(Collectors.joining("\n"));
        return "v0 := [1]\nw0 := [1]\n" + rules + "\n" + p;
    }

    static Stream<Arguments> limited() {
        return Stream.of(
                        doubled("p := v63"),
                        doubled("p := count(v63)"),
                        doubled("p if v63 == w63"),
                        doubled("p if v63 < w63"),
                        doubled("p := {v63}"),
                        doubled("p := {v63: 1}"),
                        doubled("p := [[a, b] | some a in v63; some b in w63]"),
                        doubled("p := json.marshal(v24)"),
                        doubled("p := yaml.marshal(v24)"),
                        doubled("p := sprintf(\"%v\", [v24])"),
                        doubled("p := $\"{v24}\""),
                        doubled("p := count([1 | walk(v63, [x, y])])"),
                        "p := json.patch({\"a\": [0]}, [op | some i in numbers.range(1, 60);"
                                + " op := {\"op\": \"copy\", \"from\": \"/a\", \"path\": \"/a/0\"}])",
                        "p := bits.lsh(1, 100000000000000000000)",
                        "p := bits.lsh(1, 30000000)",
                        "x := bits.lsh(1, 4000000)\np := x * x",
                        "p := product([bits.lsh(1, 1000000) | some i in numbers.range(1, 60)])",
                        "p := numbers.range(-9223372036854775808, 9223372036854775807)",
                        "p := numbers.range_step(0, 1e30, 1)",
                        "p := net.cidr_expand(\"::/0\")",
                        "p := replace(" + repeated("a", 100_000) + ", \"a\", " + repeated("b", 100_000) + ")",
                        "p := strings.render_template(\"{{range .a}}{{range $.a}}{{range $.a}}x{{end}}{{end}}{{end}}\","
                                + " {\"a\": numbers.range(1, 2000)})",
                        "p := [[a, b, c, d] | some a in numbers.range(1, 100); some b in numbers.range(1, 100);"
                                + " some c in numbers.range(1, 100); some d in numbers.range(1, 100)]")
                .map(rules -> Arguments.of(rules));
    }

    @ParameterizedTest
    @MethodSource("limited")
    void aLimitIsAnErrorWithAPlace(String rules) {
        Diagnostic error = ((Evaluation.Failed) evaluate(rules)).diagnostics().getFirst();

        assertThat(error.code()).as(error.toString()).isEqualTo(DiagnosticCode.EVAL_LIMIT);
        assertThat(error.span()).as(error.toString()).isNotNull();
        assertThat(error.hint()).as(error.toString()).isNotNull();
    }

    static Stream<Arguments> bounded() {
        return Stream.of(
                        "p := 1e30000 * 1e30000",
                        "p := 1e9999 / 3e-9999",
                        "p := units.parse(" + repeated("9", 500_000) + ")",
                        "p := units.parse_bytes(\"1e1000000000G\")",
                        "p := to_number(" + repeated("9", 500_000) + ")",
                        "p := semver.compare(concat(\".\", [\"1\", " + repeated("9", 100_000) + ", \"0\"]), \"1.0.0\")",
                        "p := time.add_date(9223372036854775807, 2147483647, 9999999999999, 99999999999999)",
                        "p := time.parse_duration_ns(\"99999999999999999999h\")",
                        "p := time.format([9223372036854775807, \"UTC\", " + repeated("January ", 20_000) + "])",
                        "p := sprintf(\"%999999999d %.999999999f %[999999999]d\", [1, 1.5, 2])",
                        "p := regex.match(`^(([a-z])+.)+[A-Z]([a-z])+$`, " + repeated("a", 100_000) + ")",
                        "p := regex.match(`((a{0,100}){0,100}){0,100}`, \"a\")",
                        "p := regex.globs_match(" + repeated("a.*", 1_000) + ", " + repeated("[a-z]+", 1_000) + ")",
                        "p := glob.match(" + repeated("*a", 2_000) + ", [], " + repeated("aa", 2_000) + ")",
                        "p := glob.match(concat(\"\", [" + repeated("{a,", 3_000) + ", " + repeated("}", 3_000)
                                + "]), [], \"a\")",
                        "p := count({x | walk(input.deep, [x, y])})",
                        "p := json.match_schema(input.deep, {\"type\": \"object\","
                                + " \"properties\": {\"a\": {\"$ref\": \"#\"}}})",
                        "p := json.match_schema({\"a\": {}}, {\"$ref\": \"#\"})",
                        "p := json.unmarshal(" + repeated("[", 100_000) + ")",
                        "p := yaml.unmarshal(" + repeated("[", 50_000) + ")",
                        "p := yaml.unmarshal(\"a: &a [*a]\")",
                        "p := yaml.unmarshal(concat(\"\\n"
                                + "\", [\"a0: &a0 [x]\", concat(\"\\n"
                                + "\", [x | some i in numbers.range(1, 40); x := sprintf(\"a%d: &a%d [*a%d, *a%d]\", [i,"
                                + " i, i - 1, i - 1])])]))",
                        "p := graph.reachable_paths({\"a\": [\"b\"], \"b\": [\"a\", \"c\"], \"c\": [\"a\"]}, [\"a\"])",
                        "p := graph.reachable({i: [i + 1] | some i in numbers.range(1, 50000)}, [1])",
                        "p := graphql.parse_query(" + repeated("{a", 50_000) + ")",
                        "p := graphql.is_valid(concat(\" \", [\"query { ...f0 }\", concat(\" \", [x | some i in"
                                + " numbers.range(0, 25); x := sprintf(\"fragment f%d on Query { a: q { ...f%d } b: q"
                                + " { ...f%d } }\", [i, i + 1, i + 1])]), \"fragment f26 on Query { n }\"]),"
                                + " \"type Query { q: Query n: Int }\")",
                        "p := rego.parse_module(\"x.rego\", concat(\"\", [\"package x\\np := \", "
                                + repeated("[", 100_000) + "]))",
                        "p := crypto.x509.parse_certificates(" + repeated("MIIB", 100_000) + ")",
                        "p := io.jwt.decode_verify(io.jwt.encode_sign({\"alg\": \"HS256\"}, {\"exp\": 1e9999,"
                                + " \"nbf\": -1e9999}, {\"kty\": \"oct\", \"k\": \"AAAA\"}), {\"secret\": \"x\"})",
                        "p if { some i in numbers.range(1, 200000); print(i); false }")
                .map(rules -> Arguments.of(rules));
    }

    @ParameterizedTest
    @MethodSource("bounded")
    void theRestEndsWithAnAnswer(String rules) {
        switch (evaluate(rules)) {
            case Evaluation.Defined defined -> assertThat(defined.value()).isNotNull();
            case Evaluation.Undefined undefined ->
                assertThat(undefined.statistics().steps()).isPositive();
            case Evaluation.Failed failed ->
                assertThat(failed.diagnostics().getFirst().code())
                        .as(failed.diagnostics().toString())
                        .isEqualTo(DiagnosticCode.EVAL_LIMIT);
        }
    }

    private static Evaluation evaluate(String rules) {
        NativePolicyEngine engine = NativePolicyEngine.create(
                List.of(new SourceFile("hostile.rego", "package hostile\n" + rules + "\n")),
                RegoObject.EMPTY,
                EngineOptions.standard());
        return engine.prepare("hostile/p")
                .evaluate(DEEP, EvaluationOptions.standard().withLimits(LIMITS));
    }
}
