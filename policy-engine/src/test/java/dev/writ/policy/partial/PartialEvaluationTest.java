package dev.writ.policy.partial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.PolicyException;
import dev.writ.policy.Query;
import dev.writ.policy.Sources;
import dev.writ.policy.ast.Module;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.Undefined;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartialEvaluationTest {

    private static final String DATA = "{\"users\": {\"alice\": [\"admin\"], \"bob\": [\"dev\"]}}";

    private static PartialEvaluation of(String... texts) {
        List<SourceFile> files = new ArrayList<>();
        for (String text : texts) {
            files.add(new SourceFile("m" + files.size() + ".rego", text));
        }
        return PartialEvaluation.of(
                Sources.modules(files, ParseOptions.DEFAULT),
                (RegoObject) JsonReader.read(DATA),
                EngineOptions.standard());
    }

    private static PartialResult residual(PartialOptions options, String query, String... texts) {
        return of(texts).evaluate(Query.of(query), Undefined.UNDEFINED, options, EvaluationOptions.standard());
    }

    private static String source(String query, String... texts) {
        return residual(PartialOptions.standard(), query, texts).source();
    }

    @Test
    void aNegatedCallIsARuleBecauseNotWouldReadItsArgumentsBefore() {
        String policy = "package t\nallow if not blocked\nblocked if startswith(input.a, \"x\")\n";

        assertThat(source("data.t.allow", policy))
                .contains("not data.partial.__not0__", "__not0__ if startswith(input.a, \"x\")");
    }

    @Test
    void aNegationKnowsTheVariablesAroundIt() {
        String policy = """
                package t

                allow if {
                	some r in input.roles
                	not blocked(r)
                }

                blocked(r) if {
                	r.old
                	startswith(r.name, "x")
                }
                """;

        assertThat(source("data.t.allow", policy))
                .contains("not data.partial.__not0__(__local0__)", "__not0__(__local0__) if {");
    }

    @Test
    void rulesThatContradictEachOtherStayRules() {
        String policy = "package t\np := 1 if input.a\np := 2 if input.b\nq if p == 2\n";

        assertThat(source("data.t.q", policy)).contains("data.partial.t.p = 2", "p := 1 if input.a");
    }

    @Test
    void aFunctionThatMayContradictItselfIsCalled() {
        String policy = "package t\nf(x) := 1 if x > 1\nf(x) := 2 if x > 2\nq if f(input.a) == 2\n";

        assertThat(source("data.t.q", policy)).contains("data.t.f(input.a)");
    }

    @Test
    void anEmptySetOfSupportIsASet() {
        String policy = "package t\ns contains x if { x := input.a; 1 == 2 }\nq if count(s) == 0\n";

        assertThat(residual(PartialOptions.standard().withShallowInlining(true), "data.t.s = x", policy)
                        .source())
                .isEqualTo("# Query 1\nx = set()\n\n");
        assertThat(residual(PartialOptions.standard(), "data.t.q", policy).queries())
                .containsExactly(new PartialResult.Residual(List.of()));
    }

    @Test
    void aLineThatStartsWithAMinusDoesNotGoOnWithTheOneBefore() {
        String policy = "package t\nq if {\n\tx := input.a\n\ty := input.b\n\tx > y; -1 < y\n}\n";

        assertThat(source("data.t.q", policy)).contains("input.a > input.b\n(-1) < input.b");
    }

    @Test
    void knownDocumentsAtUnknownKeysBecomeCases() {
        String policy = "package t\nq if \"admin\" in data.users[input.user]\n";

        assertThat(source("data.t.q", policy)).isEqualTo("# Query 1\n\"alice\" = input.user\n\n");
    }

    @Test
    void tooManyCasesAreLookedUpLater() {
        String policy = "package t\nq if \"admin\" in data.users[input.user]\n";
        PartialOptions options = PartialOptions.standard().withLimits(new PartialLimits(1_000, 100, 1));

        assertThat(residual(options, "data.t.q", policy).source())
                .isEqualTo("# Query 1\n\"admin\" in data.users[input.user]\n\n");
    }

    @Test
    void branchesHaveALimit() {
        String policy = "package t\nq if {\n\tsome a, b, c in numbers.range(1, 100)\n\tinput.x[a] > b\n}\n"
                .replace("a, b, c", "a, b");
        PartialOptions options = PartialOptions.standard().withLimits(new PartialLimits(50, 100, 1_000));

        assertThatThrownBy(() -> residual(options, "data.t.q", policy))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("takes more than 50 branches");
    }

    @Test
    void rulesThatArePutIntoEachOtherHaveALimit() {
        StringBuilder policy = new StringBuilder("package t\nr0 if input.x\n");
        for (int i = 1; i < 60; i++) {
            policy.append("r%d if r%d\n".formatted(i, i - 1));
        }
        PartialOptions options = PartialOptions.standard().withLimits(new PartialLimits(1_000, 40, 1_000));

        assertThatThrownBy(() -> residual(options, "data.t.r59", policy.toString()))
                .hasMessageContaining("is put into more than 40 rules");
        assertThat(source("data.t.r59", policy.toString())).isEqualTo("# Query 1\ninput.x\n\n");
    }

    @Test
    void alternativesOfAlternativesEndInALimitInTime() {
        StringBuilder policy = new StringBuilder("package t\nq if {\n");
        for (int i = 0; i < 40; i++) {
            policy.append("\tr%d\n".formatted(i));
        }
        policy.append("}\n");
        for (int i = 0; i < 40; i++) {
            policy.append("r%d if input.a%d\nr%d if input.b%d\n".formatted(i, i, i, i));
        }
        EvaluationOptions evaluation = EvaluationOptions.standard();
        EvaluationOptions brief = evaluation.withLimits(evaluation.limits().withTimeout(Duration.ofSeconds(5)));

        assertThatThrownBy(() -> of(policy.toString())
                        .evaluate(Query.of("data.t.q"), Undefined.UNDEFINED, PartialOptions.standard(), brief))
                .isInstanceOf(PolicyException.class)
                .hasMessageContaining("eval_limit_error");
    }

    @Test
    void whatIsKnownAndFailsIsAnError() {
        String policy = "package t\np := 1\np := 2 if data.users\nq if { input.x; p == 1 }\n";

        assertThatThrownBy(() -> source("data.t.q", policy)).hasMessageContaining("eval_conflict_error");
    }

    @ParameterizedTest
    @ValueSource(strings = {"users", "input.x[_]", "1", "input.x; input.y", "not input.x", ""})
    void anUnknownIsAPath(String unknown) {
        PartialOptions options = PartialOptions.standard().withUnknowns(List.of(unknown));

        assertThatThrownBy(() -> residual(options, "input.x", "package t\n"))
                .hasMessageContaining("`" + unknown + "` is no path of a document");
    }

    @Test
    void thePackageOfSupportMustBeFree() {
        assertThatThrownBy(() -> of("package partial.x\np := 1\n"))
                .hasMessageContaining("`data.partial` is there already");
    }

    @Test
    void aTemplateWithACallThatIsNotKnownIsRefusedWithItsPlace() {
        String policy = "package t\nq if { $\"a {upper(input.x)}\" == \"a B\" }\n";

        assertThatThrownBy(() -> source("data.t.q", policy)).hasMessageContaining("m0.rego:2:");
    }

    private static List<Module> optimized(int level, String entrypoint, String text) {
        List<Module> modules = Sources.modules(List.of(new SourceFile("t.rego", text)), ParseOptions.DEFAULT);
        return Optimizer.optimize(
                modules,
                (RegoObject) JsonReader.read(DATA),
                new Optimizer.Options(List.of(entrypoint), level, "partial", List.of("")),
                EngineOptions.standard());
    }

    @Test
    void optimizedRulesTakeThePlaceOfTheOldOnes() {
        String text =
                "package t\n\n# METADATA\n# title: old\nallow if input.user in object.keys(data.users)\n\nother := 1\n";

        List<Module> modules = optimized(2, "t/allow", text);

        assertThat(modules).extracting(module -> module.file().name()).containsExactly("t.rego", "optimized/t.rego");
        assertThat(modules.getFirst().file().text())
                .doesNotContain("allow", "METADATA")
                .contains("other := 1");
        assertThat(modules.getLast().file().text())
                .isEqualTo("package t\n\nallow if input.user in {\"alice\", \"bob\"}\n");
    }

    @Test
    void levelOneLeavesRulesApart() {
        String text = "package t\nallow if { ok; data.users.alice }\nok if input.x == limit\nlimit := 3\n";

        assertThat(optimized(1, "t/allow", text).getLast().file().text())
                .contains("allow if data.t.ok", "ok if input.x = 3");
        assertThat(optimized(2, "t/allow", text).getLast().file().text()).contains("allow if input.x = 3");
    }
}
