package dev.writ.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal with its exact message; the places are those that OPA gives. */
class CheckerErrorsTest {

    private static Arguments row(String rules, String... expected) {
        return Arguments.of(rules, String.join("\n", expected));
    }

    @ParameterizedTest
    @MethodSource({"safety", "names", "calls", "withs", "conflicts", "recursion"})
    void reports(String rules, String expected) {
        assertThat(Sources.lines(Sources.rules(rules).diagnostics())).isEqualTo(expected);
    }

    static List<Arguments> safety() {
        String unsafe = "rego_unsafe_var_error: variable ";
        return List.of(
                row("p if x > 1", "a.rego:2:6: " + unsafe + "`x` has no value"),
                row("p if not x", "a.rego:2:6: " + unsafe + "`x` has no value"),
                row("p := x if true", "a.rego:2:6: " + unsafe + "`x` has no value"),
                row("p contains x if true", "a.rego:2:12: " + unsafe + "`x` has no value"),
                row("p[x] := 1 if true", "a.rego:2:3: " + unsafe + "`x` has no value"),
                row("f(x) if x == y", "a.rego:2:9: " + unsafe + "`y` has no value"),
                row("p := [z | z > input.a]", "a.rego:2:11: " + unsafe + "`z` has no value"),
                row("p := [z | true]", "a.rego:2:6: " + unsafe + "`z` has no value"),
                row("p := $\"{s}\"", "a.rego:2:6: " + unsafe + "`s` has no value"),
                row(
                        "p := $\"{s + 1}\"",
                        "a.rego:2:9: rego_compile_error: variable `s` has no value outside of the template string"),
                row("p if { some x in xs; x > 1 }", "a.rego:2:8: " + unsafe + "`xs` has no value"),
                row("p if { every x in xs { x > 1 } }", "a.rego:2:19: " + unsafe + "`xs` has no value"),
                row("p if { every x in [1] { x > y } }", "a.rego:2:25: " + unsafe + "`y` has no value"),
                row("p if { input.a with input.b as z }", "a.rego:2:8: " + unsafe + "`z` has no value"),
                row("p if { x := y + 1; z := x + 1; z > 1 }", "a.rego:2:13: " + unsafe + "`y` has no value"),
                row(
                        "p if { x = w; [x, z] = [x | x = w; w = input.l[_]]; z }",
                        "a.rego:2:8: " + unsafe + "`x` has no value"),
                row("p if { x = y; y = x }", "a.rego:2:8: " + unsafe + "`x` has no value"),
                row(
                        "p if { [a, b] = [1, 2, 3]; a > b }",
                        "a.rego:2:8: " + unsafe + "`a` has no value",
                        "a.rego:2:8: " + unsafe + "`b` has no value"),
                row("p if not input.x[_]", "a.rego:2:6: rego_unsafe_var_error: `_` has no value here"),
                row("p if { x == 1 } q if true", "a.rego:2:8: " + unsafe + "`x` has no value"),
                row("p if { false } else if { x == 2 }", "a.rego:2:26: " + unsafe + "`x` has no value"));
    }

    static List<Arguments> names() {
        String compile = "rego_compile_error: ";
        return List.of(
                row("p if { x := 1; x := 2 }", "a.rego:2:16: " + compile + "`x` is already assigned above at 2:8"),
                row("p if { x > 1; x := 2 }", "a.rego:2:15: " + compile + "`x` is already used above at 2:8"),
                row("p if { some x; x := 2 }", "a.rego:2:16: " + compile + "`x` is already declared above at 2:13"),
                row("f(x) if { x := 2 }", "a.rego:2:11: " + compile + "`x` is already an argument"),
                row(
                        "p if { every x in [1] { x := 2 } }",
                        "a.rego:2:25: " + compile + "`x` is already declared above at 2:14"),
                row("p if { some x; input.y }", "a.rego:2:8: " + compile + "the variable `x` is declared and not used"),
                row(
                        "p if { every x in [1] { true } }",
                        "a.rego:2:25: " + compile + "the variable `x` is declared and not used"),
                row(
                        "p if { some x in x }",
                        "a.rego:2:8: " + compile + "`x` is declared by this `some` and used in what it iterates over"),
                row("p if { 1 := 2 }", "a.rego:2:8: " + compile + "cannot assign to a constant"),
                row("p if { input.x := 2 }", "a.rego:2:8: " + compile + "cannot assign to a reference"),
                row("p if { {x} := {1} }", "a.rego:2:8: " + compile + "cannot assign to a set"),
                row("p if { not x := 1 }", "a.rego:2:8: " + compile + "cannot assign to `x` inside of a negation"),
                row("input := 1", "a.rego:2:1: " + compile + "a rule must not hide `input`"),
                row("f(data) := 1", "a.rego:2:1: " + compile + "a parameter must not hide `data`"),
                row("p if { input := 1; input > 0 }", "a.rego:2:8: " + compile + "a variable must not hide `input`"),
                row(
                        "p if { print(x); some x in [1] }",
                        "a.rego:2:18: " + compile + "`x` is already used above at 2:14"),
                row(
                        "import data.a.x\nimport data.b.x\np := x",
                        "a.rego:3:1: " + compile + "import `x` hides the one at 2:1"));
    }

    static List<Arguments> calls() {
        String type = "rego_type_error: ";
        return List.of(
                row("p if lowr(\"A\") == \"a\"", "a.rego:2:6: " + type + "undefined function `lowr`"),
                row("p if data.x.f(1)", "a.rego:2:6: " + type + "undefined function `data.x.f`"),
                row("p if input.f(1)", "a.rego:2:6: " + type + "undefined function `input.f`"),
                row(
                        "p if count([1], 2, 3)",
                        "a.rego:2:6: " + type + "built-in function `count` takes 1 argument, not 3"),
                row("f(x) := x\np := f(1, 2)", "a.rego:3:6: " + type + "function `data.t.f` takes 1 argument, not 2"),
                row("q := 1\np := q(1)", "a.rego:3:6: " + type + "`data.t.q` is a rule, not a function"),
                row("f(x) := x\np := f", "a.rego:3:6: " + type + "function `data.t.f` is used as a value"),
                row("p := print(1)", "a.rego:2:6: " + type + "`print` has no value and cannot be used as one"),
                row(
                        "p if any([true])",
                        "a.rego:2:6: " + type + "the built-in function `any` is deprecated and not part of Rego v1"),
                row(
                        "p if { count := 1; x := count([]); x == count }",
                        "a.rego:2:25: rego_compile_error: called function `count` is shadowed by the variable `count`"),
                row(
                        "f(count([])) := 1",
                        "a.rego:2:3: rego_compile_error: a parameter cannot contain the call `count([])`"));
    }

    static List<Arguments> withs() {
        return List.of(
                row(
                        "p if { k := \"a\"; input.a with input[k] as 1 }",
                        "a.rego:2:37: rego_compile_error: `with` cannot replace `input[k]`: `k` is not a constant"),
                row(
                        "q.r := 1\np if q.r with q.r.s as 1",
                        "a.rego:3:15: rego_compile_error: `with` cannot replace a part of the rule `data.t.q.r`"),
                row(
                        "p if true with nosuch as 1",
                        "a.rego:2:16: rego_type_error: `with` cannot replace `nosuch`: there is no such function, and it "
                                + "is neither `input` nor `data`"),
                row(
                        "p if true with walk as 1",
                        "a.rego:2:16: rego_compile_error: `with` cannot replace `walk`: it may have several values"),
                row(
                        "p if true with print as 1",
                        "a.rego:2:16: rego_compile_error: `with` cannot replace `print`: it has no value"),
                row(
                        "f(x) := x\ng(x, y) := [x, y]\np if f(1) with f as g",
                        "a.rego:4:21: rego_type_error: `data.t.g` takes 2 arguments and cannot replace `data.t.f`, "
                                + "which takes 1"));
    }

    static List<Arguments> conflicts() {
        return List.of(
                row(
                        "p.a := 1\np.a.b := 2",
                        "a.rego:2:1: rego_type_error: rule `data.t.p.a` conflicts with `data.t.p.a.b` at a.rego:3:1 "
                                + "inside of its value"),
                row(
                        "p := 1\np contains 2",
                        "a.rego:2:1: rego_type_error: rules named `data.t.p` contradict each other: a single value at "
                                + "a.rego:2:1, a set at a.rego:3:1"),
                row(
                        "f(x) := 1\nf(x, y) := 2",
                        "a.rego:2:1: rego_type_error: rules named `data.t.f` contradict each other: a function with 1 "
                                + "argument at a.rego:2:1, a function with 2 arguments at a.rego:3:1"),
                row(
                        "default p := 1\ndefault p := 2",
                        "a.rego:1:1: rego_type_error: rule `data.t.p` has several defaults: a.rego:2:1, a.rego:3:1"));
    }

    static List<Arguments> recursion() {
        return List.of(
                row(
                        "p if p",
                        "a.rego:2:1: rego_recursion_error: rule `data.t.p` depends on itself: data.t.p (a.rego:2:1) "
                                + "-> data.t.p"),
                row(
                        "p if q\nq if r\nr if p",
                        "a.rego:2:1: rego_recursion_error: rule `data.t.p` depends on itself: data.t.p (a.rego:2:1) -> "
                                + "data.t.q (a.rego:3:1) -> data.t.r (a.rego:4:1) -> data.t.p"),
                row(
                        "f(x) := f(x - 1)",
                        "a.rego:2:1: rego_recursion_error: rule `data.t.f` depends on itself: data.t.f (a.rego:2:1) -> "
                                + "data.t.f"),
                row(
                        "p if data[input.pkg].p",
                        "a.rego:2:1: rego_recursion_error: rule `data.t.p` depends on itself: data.t.p (a.rego:2:1) -> "
                                + "data.t.p"),
                row(
                        "p := count(data)",
                        "a.rego:2:1: rego_recursion_error: rule `data.t.p` depends on itself: data.t.p (a.rego:2:1) -> "
                                + "data.t.p"),
                row(
                        "p if false\nelse if p",
                        "a.rego:3:1: rego_recursion_error: rule `data.t.p` depends on itself: data.t.p (a.rego:2:1) -> "
                                + "data.t.p"));
    }

    @Test
    void anImplementationThatIsMissingIsRefusedWhereItIsCalled() {
        assertThat(Sources.lines(Sources.rules("p := rego.metadata.rule()").diagnostics()))
                .isEqualTo(
                        "a.rego:2:6: rego_type_error: the built-in function `rego.metadata.rule` is not supported by "
                                + "this engine");
    }

    @Test
    void aPackageAndARuleOfTheSameName() {
        Checked<CheckedProgram> checked = Sources.check("package a\nb := 1", "package a.b\nc := 1");
        assertThat(Sources.lines(checked.diagnostics())).isEqualTo("""
                        a.rego:1:1: rego_type_error: package `data.a.b` at b.rego:1:1 conflicts with the rule of that name at a.rego:2:1
                        a.rego:2:1: rego_type_error: rule `data.a.b` conflicts with `data.a.b.c` at b.rego:2:1 inside of its value""");
    }

    @Test
    void aRuleWhereThereIsBaseData() {
        Checked<CheckedProgram> checked =
                Sources.CHECKER.check(Sources.parse("package a\nb := 1"), path -> path.equals(List.of("a", "b")));
        assertThat(Sources.lines(checked.diagnostics()))
                .isEqualTo("a.rego:2:1: rego_compile_error: rule `data.a.b` conflicts with base data at the same path");
    }

    @Test
    void hintsSayWhatToDo() {
        assertThat(Sources.rules("users := []\np if usres[0]")
                        .diagnostics()
                        .getFirst()
                        .hint())
                .isEqualTo("did you mean `users`?");
        assertThat(Sources.rules("p if lowr(\"A\")").diagnostics().getFirst().hint())
                .isEqualTo("did you mean `lower`?");
        assertThat(Sources.rules("p if { x := or }").diagnostics().getFirst().hint())
                .isEqualTo("to use it as a keyword, write `import future.keywords.or`");
    }

    @Test
    void strictModeRefusesWhatIsNotUsed() {
        Checked<CheckedProgram> checked = Sources.STRICT.check(
                Sources.parse("package t\nimport data.x\np if { y := 1 }\nf(a, b) := a"), BaseDocuments.NONE);
        assertThat(Sources.lines(checked.diagnostics())).isEqualTo("""
                        a.rego:2:1: rego_compile_error: import `x` is not used
                        a.rego:3:8: rego_compile_error: the variable `y` is assigned and not used
                        a.rego:4:1: rego_compile_error: the argument `b` is not used""");
    }

    @Test
    void queriesAreRefusedToo() {
        CheckedProgram program = Sources.rules("f(x) := x").get();
        assertThat(Sources.lines(Sources.query(program, "x > 1").diagnostics()))
                .isEqualTo("query:1:1: rego_unsafe_var_error: variable `x` has no value");
        assertThat(Sources.lines(Sources.query(program, "data.t.f(1, 2, 3)").diagnostics()))
                .isEqualTo("query:1:1: rego_type_error: function `data.t.f` takes 1 argument, not 3");
    }

    @Test
    void errorsOfAllRulesComeInOneGoOrderedByPlace() {
        Checked<CheckedProgram> checked =
                Sources.rules("a if x\nb if nope(1)\nc := 1\nc contains 2\nd if { y := 1; y := 2 }");
        assertThat(checked.diagnostics().stream()
                        .map(d -> d.code() + " "
                                + java.util.Objects.requireNonNull(d.span()).line()))
                .containsExactly(
                        "rego_unsafe_var_error 2", "rego_type_error 3", "rego_type_error 4", "rego_compile_error 6");
        assertThat(checked.isValid()).isFalse();
    }
}
