package dev.writ.policy.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.Var;
import dev.writ.policy.builtin.Capabilities;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.SourceFile;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LintedTest {
    private static Linted linted(String... texts) {
        List<Module> modules = Stream.of(texts)
                .map(text -> RegoParser.module(new SourceFile("m" + text.hashCode() + ".rego", text))
                        .get())
                .toList();
        Project project = new Project(
                modules.stream().map(ModuleFacts::of).toList(),
                new Language(Capabilities.current().builtins()),
                Project.Surroundings.NONE);
        return Linted.of(modules.getFirst(), project);
    }

    private static List<String> kinds(Linted module) {
        return module.all(Var.class).stream()
                .map(var -> var.name() + " " + module.binding(var).kind())
                .toList();
    }

    @Test
    void namesAreWhatTheirDeclarationsMakeThem() {
        assertThat(kinds(linted("""
            package p

            import data.a

            f(x) := [y | some y in input.ys] if {
            	z := a.b + r
            	some k
            	data.m[k][u] == z
            	every e in [x] { e > count(x) }
            	_ = x
            }

            r := 1
            """)))
                .containsExactly(
                        "x PARAMETER",
                        "y SOME_IN",
                        "y SOME_IN",
                        "input INPUT",
                        "z ASSIGNED",
                        "a IMPORT",
                        "r RULE",
                        "k SOME",
                        "data DATA",
                        "k SOME",
                        "u UNDECLARED",
                        "z ASSIGNED",
                        "e EVERY",
                        "x PARAMETER",
                        "e EVERY",
                        "count BUILTIN",
                        "x PARAMETER",
                        "_ WILDCARD",
                        "x PARAMETER");
    }

    @Test
    void rulesOfOtherFilesOfThePackageAreKnown() {
        assertThat(kinds(linted("package p\n\nx := input.m[key]\n", "package p\n\nkey := 1\n")))
                .containsExactly("input INPUT", "key RULE");
    }

    @Test
    void aVariableOfAClosureIsNotOneOfTheBodyAroundIt() {
        Linted module = linted("""
            package p

            x if {
            	ys := [y | y := input.a]
            	y := 1
            	ys[y]
            }

            z if {
            	vs := {v | input.b[v]}
            	vs[w]
            	us := {w | input.c[w]}
            	us
            }
            """);
        List<Var> ys = module.all(Var.class).stream()
                .filter(var -> var.name().equals("y"))
                .toList();
        List<Var> ws = module.all(Var.class).stream()
                .filter(var -> var.name().equals("w"))
                .toList();

        assertThat(module.binding(ys.get(0))).isSameAs(module.binding(ys.get(1)));
        assertThat(module.binding(ys.get(0))).isNotSameAs(module.binding(ys.get(2)));
        assertThat(module.binding(ws.get(0))).isSameAs(module.binding(ws.get(1)));
        assertThat(module.isOutput(ws.get(0))).isTrue();
        assertThat(module.isOutput(ws.get(2))).isFalse();
    }

    @Test
    void bodiesThatAreChainedToOneHeadShareItsParameters() {
        Linted module = linted("package p\n\nf(x) if { x == 1 } { x == 2 }\n");

        assertThat(module.all(Var.class)).hasSize(3);
        assertThat(module.parameters(module.rules().getLast()).getFirst().occurrences())
                .hasSize(2);
    }

    @Test
    void pathsBelowDataAreFollowedThroughNames() {
        Linted module =
                linted("package p\n\nimport data.a as b\n\nx := [b.c, y.d, data.e.f[input.k], input.g]\n\ny := 1\n");

        assertThat(module.all(dev.writ.policy.ast.Ref.class).stream().map(ref -> String.valueOf(module.dataPath(ref))))
                .containsExactly("[a, c]", "[p, y, d]", "[e, f]", "null", "null");
    }
}
