package dev.writ.policy.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.ast.Module;
import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.builtin.std.StandardBuiltins;
import dev.writ.policy.check.BaseDocuments;
import dev.writ.policy.check.CheckOptions;
import dev.writ.policy.check.Checker;
import dev.writ.policy.ir.Function;
import dev.writ.policy.ir.FunctionKind;
import dev.writ.policy.ir.Root;
import dev.writ.policy.ir.RuleIndex;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.RegoString;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the planner makes of rules where the answer alone does not show it. */
class PlannerTest {

    private static Function function(String name, String rules) {
        BuiltinRegistry builtins = StandardBuiltins.registry();
        Module module = RegoParser.module(new SourceFile("test.rego", "package test\n" + rules))
                .get();
        Planner planner = Planner.plan(
                Checker.create(builtins, CheckOptions.DEFAULT)
                        .check(List.of(module), BaseDocuments.NONE)
                        .get(),
                builtins);
        assertThat(planner.diagnostics()).isEmpty();
        return planner.program().functions().stream()
                .filter(function -> function.name().equals("data.test." + name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void comparisonsOfOnePlaceWithConstantsMakeAnIndex() {
        Function function = function("p", """
                p if input.user == "a"
                p if input.user == "b"
                p if { x := input.user; x == "c" }
                """);

        RuleIndex index = function.index().orElseThrow();
        assertThat(index.terms()).containsExactly(new RuleIndex.Term.Path(Root.INPUT, List.of(RegoString.of("user"))));
        assertThat(((RuleIndex.Node.Branch) index.root()).equal().keySet())
                .containsExactlyInAnyOrder(RegoString.of("a"), RegoString.of("b"), RegoString.of("c"));
    }

    @Test
    void constantParametersMakeAnIndex() {
        Function function = function("f", "f(\"a\") := 1\nf(\"b\") := 2\nf(\"c\") := 3\n");

        assertThat(function.index().orElseThrow().terms()).containsExactly(new RuleIndex.Term.Argument(0, List.of()));
    }

    @Test
    void whatIsComparedUnderAReplacedInputIsNoCondition() {
        Function function = function("p", """
                p if { q with input.user as "x"; true }
                p if { input.user == "b" with input.user as "b" }
                p if { input.user == "c" with input.user as "c" }
                q if input.user
                """);

        assertThat(function.index()).isEmpty();
    }

    @Test
    void rulesWithAnElseAreAlwaysCandidates() {
        Function function = function("p", """
                p := 1 if { input.x == 1 } else := 2
                p := 1 if { input.x == 2 } else := 2
                p := 1 if { input.x == 3 } else := 2
                """);

        assertThat(function.index()).isEmpty();
    }

    @Test
    void aPartialRuleHasAFormForOneKey() {
        Function function = function("p", "p[x] := 1 if some x in input.xs\n");

        assertThat(function.kind()).isEqualTo(FunctionKind.PARTIAL);
        assertThat(function.keyed()).isPresent();
    }

    @Test
    void onlyRulesThatAllGiveOneConstantStopAtTheFirst() {
        assertThat(function("p", "p if input.x\np if input.y\n").stopAtFirst()).isTrue();
        assertThat(function("p", "p := 1 if input.x\np := 2 if input.y\n").stopAtFirst())
                .isFalse();
        assertThat(function("p", "p := input.z if input.x\n").stopAtFirst()).isFalse();
    }

    @Test
    void onlyFunctionsWithWorkToSaveAreRemembered() {
        assertThat(function("f", "f(x) := x + 1\n").memoised()).isFalse();
        assertThat(function("f", "f(x) := y if { some y in x }\n").memoised()).isTrue();
        assertThat(function("f", "f(x) := g(x)\ng(x) := x\n").memoised()).isTrue();
    }
}
