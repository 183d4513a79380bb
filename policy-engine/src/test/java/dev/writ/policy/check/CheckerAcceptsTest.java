package dev.writ.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Programs that look odd and are valid. */
class CheckerAcceptsTest {

    static final List<String> PROGRAMS = List.of(
            "p if { x > 1; x = y; y = input.a }",
            "p if { f(x) == y; x = 1; y = 2 }\nf(a) := a",
            "p if { count(xs, n); n > 1; xs = input.a }",
            "p if { [a, {\"k\": b}] = [1, {\"k\": 2}]; a < b }",
            "p if { x := [y | y = z]; z = 1; count(x) == 1 }",
            "p if { x = 1; xs := [x | x := 2; x > 1]; xs == [x] }",
            "p if { some k; input[k] == 1 }",
            "p if { some [a, b] in input.pairs; a == b }",
            "p if { some k, {\"v\": v} in input.o; k == v }",
            "p if { every k, v in input.o { k == v } }",
            "p contains input.xs[_]",
            "p[k] := v if some k, v in input.o",
            "p[input.a.b].c contains 1 if true",
            "f(x, [y, z], {\"a\": w}, 1) := [x, y, z, w]",
            "f(x, x) := 1",
            "f(_, _) := 1",
            "default f(_) := 0\nf(x) := x if x > 1",
            "p if { walk(input, [path, value]); path[0] == value }",
            "p := input.xs[_] if true",
            "p if { input.x with input.x as data.y with data.z as 3 }",
            "p if { f(1) == 2 with f as g }\nf(x) := x\ng(x) := x + 1",
            "p if { count([]) == 7 with count as 7 }",
            "p if { root := \"a\"; data[root].x }\nq if { some r in [\"b\", \"c\"]; data[r].t }",
            "p.a.b := 1\np.a.c := 2\np[x] := 3 if x := \"d\"",
            "import future.keywords.not\np if not { x := input.a; x > 1 }",
            "import future.keywords.or\nimport future.keywords.and\np if { input.a == 1 or input.b == 2 and input.c }",
            "p := $\"{input.a} and {x}\" if x := 1",
            "p if { x := 1; print(\"x is\", x, input.unknown) }",
            "count := 1\np if count == 1",
            "p := [x | x := [y | y := input.a[_]; y > 1][_]]",
            "p if { not f(input.x) }\nf(_) := true");

    static List<String> programs() {
        return PROGRAMS;
    }

    @ParameterizedTest
    @MethodSource("programs")
    void accepts(String rules) {
        assertThat(Sources.lines(Sources.rules(rules).diagnostics())).isEmpty();
    }

    @Test
    void importsAndOtherPackages() {
        assertThat(Sources.check(
                                "package a.b\nimport data.c\nimport data.c.f as g\nimport input.user\np if { g(user) == c.x }",
                                "package c\nx := 1\nf(a) := a")
                        .diagnostics())
                .isEmpty();
    }

    @Test
    void dependenciesComeFirst() {
        CheckedProgram program = Sources.check(
                        "package a\np if data.b.q", "package b\nq if r\nr if data.c.s", "package c\ns := 1")
                .get();
        assertThat(program.order().stream().map(node -> Paths.text(node.path())))
                .containsExactly("data.c.s", "data.b.r", "data.b.q", "data.a.p");
    }

    @Test
    void bindingsOfAQuery() {
        CheckedProgram program = Sources.rules("p := 1").get();
        CheckedQuery query = Sources.query(program, "x := data.t.p; y = [z | z := x]; some _, w in [x]")
                .get();
        assertThat(query.bindings().stream().map(LocalVar::name)).containsExactly("x", "y", "w");
        assertThat(query.expressions().stream().map(CheckedQuery.Expression::text))
                .containsExactly("x := data.t.p", "y = [z | z := x]", "some _, w in [x]");
    }

    @Test
    void anExpressionOfAQueryHasAValue() {
        CheckedProgram program = Sources.rules("p := 1").get();
        CheckedQuery query = Sources.query(program, "data.t.p == 1").get();
        assertThat(query.expressions().getFirst().value()).isNotNull();
        assertThat(Sources.query(program, "x = 1")
                        .get()
                        .expressions()
                        .getFirst()
                        .value())
                .isNull();
    }

    @Test
    void manyModulesInReasonableTime() {
        String[] texts = new String[2_000];
        for (int i = 0; i < texts.length; i++) {
            int next = i + 1;
            texts[i] = "package p" + i + "\nimport data.p" + next + "\nallow if { input.x == " + i + "; p" + next
                    + ".allow }\nall contains x if some x in data.shared[_].deny";
        }
        assertThat(Sources.check(texts).diagnostics()).isEmpty();
    }
}
