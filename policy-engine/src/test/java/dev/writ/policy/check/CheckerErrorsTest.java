package dev.writ.policy.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.builtin.std.StandardBuiltins;
import java.util.List;
import java.util.Map;
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
        String unsafe = "rego_unsafe_var_error: var ";
        return List.of(
                row("p if x > 1", "a.rego:2:6: " + unsafe + "`x` is unsafe"),
                row("p if not x", "a.rego:2:6: " + unsafe + "`x` is unsafe"),
                row("p := x if true", "a.rego:2:6: " + unsafe + "`x` is unsafe"),
                row("p contains x if true", "a.rego:2:12: " + unsafe + "`x` is unsafe"),
                row("p[x] := 1 if true", "a.rego:2:3: " + unsafe + "`x` is unsafe"),
                row("f(x) if x == y", "a.rego:2:9: " + unsafe + "`y` is unsafe"),
                row("p := [z | z > input.a]", "a.rego:2:11: " + unsafe + "`z` is unsafe"),
                row("p := [z | true]", "a.rego:2:6: " + unsafe + "`z` is unsafe"),
                row("p := $\"{s}\"", "a.rego:2:6: " + unsafe + "`s` is unsafe"),
                row("p := $\"{s + 1}\"", "a.rego:2:9: rego_compile_error: var `s` is undeclared"),
                row("p if { some x in xs; x > 1 }", "a.rego:2:8: " + unsafe + "`xs` is unsafe"),
                row("p if { every x in xs { x > 1 } }", "a.rego:2:19: " + unsafe + "`xs` is unsafe"),
                row("p if { every x in [1] { x > y } }", "a.rego:2:25: " + unsafe + "`y` is unsafe"),
                row("p if { input.a with input.b as z }", "a.rego:2:8: " + unsafe + "`z` is unsafe"),
                row("p if { x := y + 1; z := x + 1; z > 1 }", "a.rego:2:13: " + unsafe + "`y` is unsafe"),
                row(
                        "p if { x = w; [x, z] = [x | x = w; w = input.l[_]]; z }",
                        "a.rego:2:8: " + unsafe + "`x` is unsafe"),
                row("p if { x = y; y = x }", "a.rego:2:8: " + unsafe + "`x` is unsafe"),
                row(
                        "p if { [a, b] = [1, 2, 3]; a > b }",
                        "a.rego:2:8: " + unsafe + "`a` is unsafe",
                        "a.rego:2:8: " + unsafe + "`b` is unsafe"),
                row("p if not input.x[_]", "a.rego:2:6: rego_unsafe_var_error: var `_` is unsafe"),
                row("p if { x == 1 } q if true", "a.rego:2:8: " + unsafe + "`x` is unsafe in rule `p`"),
                row("p if { false } else if { x == 2 }", "a.rego:2:26: " + unsafe + "`x` is unsafe"));
    }

    static List<Arguments> names() {
        String compile = "rego_compile_error: ";
        return List.of(
                row("p if { x := 1; x := 2 }", "a.rego:2:16: " + compile + "var `x` assigned above"),
                row("p if { x > 1; x := 2 }", "a.rego:2:15: " + compile + "var `x` referenced above"),
                row("p if { some x; x := 2 }", "a.rego:2:16: " + compile + "var `x` declared above"),
                row("f(x) if { x := 2 }", "a.rego:2:11: " + compile + "arg `x` redeclared"),
                row("p if { every x in [1] { x := 2 } }", "a.rego:2:25: " + compile + "var `x` declared above"),
                row("p if { some x; input.y }", "a.rego:2:8: " + compile + "declared var `x` unused"),
                row("p if { every x in [1] { true } }", "a.rego:2:25: " + compile + "declared var `x` unused"),
                row("p if { some x in x }", "a.rego:2:8: " + compile + "var `x` assigned before"),
                row("p if { 1 := 2 }", "a.rego:2:8: " + compile + "cannot assign to number"),
                row("p if { input.x := 2 }", "a.rego:2:8: " + compile + "cannot assign to ref"),
                row("p if { {x} := {1} }", "a.rego:2:8: " + compile + "cannot assign to set"),
                row("p if { not x := 1 }", "a.rego:2:8: " + compile + "cannot assign vars inside negated expression"),
                row(
                        "input := 1",
                        "a.rego:2:1: " + compile + "rules must not shadow `input` (use a different rule name)"),
                row(
                        "f(data) := 1",
                        "a.rego:2:1: " + compile + "args must not shadow `data` (use a different variable name)"),
                row(
                        "p if { input := 1; input > 0 }",
                        "a.rego:2:8: " + compile + "variables must not shadow `input` (use a different variable name)"),
                row("p if { print(x); some x in [1] }", "a.rego:2:18: " + compile + "var `x` referenced above"),
                row(
                        "import data.a.x\nimport data.b.x\np := x",
                        "a.rego:3:1: " + compile + "import must not shadow `import data.a.x`"));
    }

    static List<Arguments> calls() {
        String type = "rego_type_error: ";
        return List.of(
                row("p if lowr(\"A\") == \"a\"", "a.rego:2:6: " + type + "undefined function `lowr`"),
                row("p if data.x.f(1)", "a.rego:2:6: " + type + "undefined function `data.x.f`"),
                row("p if input.f(1)", "a.rego:2:6: " + type + "undefined function `input.f`"),
                row("p if count([1], 2, 3)", "a.rego:2:6: " + type + "`count`: arity mismatch"),
                row(
                        "f(x) := x\np := f(1, 2)",
                        "a.rego:3:6: " + type + "function `data.t.f` has arity 1, got 2 arguments"),
                row("q := 1\np := q(1)", "a.rego:3:6: " + type + "function `data.t.q` has arity 0, got 1 argument"),
                row("f(x) := x\np := f", "a.rego:3:6: " + type + "function `data.t.f` used as reference, not called"),
                row("p := print(1)", "a.rego:2:6: " + type + "`print(1)` used as value"),
                row(
                        "p if any([true])",
                        "a.rego:2:6: " + type + "deprecated built-in function calls in expression: `any`"),
                row(
                        "p if { count := 1; x := count([]); x == count }",
                        "a.rego:2:25: rego_compile_error: called function `count` shadowed"),
                row("f(count([])) := 1", "a.rego:2:3: rego_compile_error: rule arguments cannot contain calls"));
    }

    static List<Arguments> withs() {
        return List.of(
                row(
                        "p if { k := \"a\"; input.a with input[k] as 1 }",
                        "a.rego:2:37: rego_compile_error: `with` cannot replace `input[k]`: `k` is not a constant"),
                row(
                        "q.r := 1\np if q.r with q.r.s as 1",
                        "a.rego:3:15: rego_compile_error: with keyword cannot partially replace virtual document(s)"),
                row(
                        "p if true with nosuch as 1",
                        "a.rego:2:16: rego_type_error: with keyword target must reference existing `input`, `data`, "
                                + "or a function"),
                row(
                        "p if true with walk as 1",
                        "a.rego:2:16: rego_compile_error: with keyword replacing built-in function: target must not be"
                                + " a relation"),
                row(
                        "p if true with print as 1",
                        "a.rego:2:16: rego_compile_error: with keyword replacing built-in function: target must not be"
                                + " a void function"),
                row(
                        "f(x) := x\ng(x, y) := [x, y]\np if f(1) with f as g",
                        "a.rego:4:11: rego_type_error: `data.t.f`: arity mismatch"));
    }

    static List<Arguments> conflicts() {
        return List.of(
                row(
                        "p.a := 1\np.a.b := 2",
                        "a.rego:2:1: rego_type_error: rule `data.t.p.a` conflicts with:\n"
                                + "  rule `data.t.p.a.b` at a.rego:3:1"),
                row("p := 1\np contains 2", "a.rego:2:1: rego_type_error: conflicting rules `data.t.p` found"),
                row("f(x) := 1\nf(x, y) := 2", "a.rego:2:1: rego_type_error: conflicting rules `data.t.f` found"),
                row(
                        "default p := 1\ndefault p := 2",
                        "a.rego:1:1: rego_type_error: multiple default rules `data.t.p` found at a.rego:2:1,"
                                + " a.rego:3:1"));
    }

    static List<Arguments> recursion() {
        return List.of(
                row(
                        "p if p",
                        "a.rego:2:1: rego_recursion_error: rule `data.t.p` is recursive: `data.t.p` -> `data.t.p`"),
                row(
                        "p if q\nq if r\nr if p",
                        "a.rego:2:1: rego_recursion_error: rule `data.t.p` is recursive: `data.t.p` -> "
                                + "`data.t.q` -> `data.t.r` -> `data.t.p`\n"
                                + "a.rego:3:1: rego_recursion_error: rule `data.t.q` is recursive: `data.t.q` -> "
                                + "`data.t.r` -> `data.t.p` -> `data.t.q`\n"
                                + "a.rego:4:1: rego_recursion_error: rule `data.t.r` is recursive: `data.t.r` -> "
                                + "`data.t.p` -> `data.t.q` -> `data.t.r`"),
                row(
                        "f(x) := f(x - 1)",
                        "a.rego:2:1: rego_recursion_error: rule `data.t.f` is recursive: `data.t.f` -> `data.t.f`"),
                row(
                        "p if data[input.pkg].p",
                        "a.rego:2:1: rego_recursion_error: rule `data.t.p` is recursive: `data.t.p` -> `data.t.p`"),
                row(
                        "p := count(data)",
                        "a.rego:2:1: rego_recursion_error: rule `data.t.p` is recursive: `data.t.p` -> `data.t.p`"),
                row(
                        "p if false\nelse if p",
                        "a.rego:3:1: rego_recursion_error: rule `data.t.p` is recursive: `data.t.p` -> `data.t.p`"));
    }

    @Test
    void anImplementationThatIsMissingIsRefusedWhereItIsCalled() {
        BuiltinRegistry nothing = BuiltinRegistry.of(StandardBuiltins.registry().signatures(), Map.of());
        Checker checker = Checker.create(nothing, CheckOptions.DEFAULT);

        assertThat(Sources.lines(checker.check(Sources.parse("package t\np := upper(input.x)"), path -> false)
                        .diagnostics()))
                .isEqualTo(
                        "a.rego:2:6: rego_type_error: the built-in function `upper` is not supported by this engine");
    }

    @Test
    void aPackageAndARuleOfTheSameName() {
        Checked<CheckedProgram> checked = Sources.check("package a\nb := 1", "package a.b\nc := 1");
        assertThat(Sources.lines(checked.diagnostics())).isEqualTo("""
            a.rego:1:1: rego_type_error: package `a.b` conflicts with rule `b` defined at a.rego:2:1
            a.rego:2:1: rego_type_error: rule `data.a.b` conflicts with:
              rule `data.a.b.c` at b.rego:2:1\
            """);
    }

    @Test
    void aRuleWhereThereIsBaseData() {
        Checked<CheckedProgram> checked =
                Sources.CHECKER.check(Sources.parse("package a\nb := 1"), path -> path.equals(List.of("a", "b")));
        assertThat(Sources.lines(checked.diagnostics()))
                .isEqualTo("a.rego:2:1: rego_compile_error: conflicting rule for data path `a/b` found");
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
            a.rego:2:1: rego_compile_error: `import data.x` unused
            a.rego:3:8: rego_compile_error: assigned var `y` unused
            a.rego:4:1: rego_compile_error: unused argument `b`. (hint: use _ (wildcard variable) instead)\
            """);
    }

    @Test
    void queriesAreRefusedToo() {
        CheckedProgram program = Sources.rules("f(x) := x").get();
        assertThat(Sources.lines(Sources.query(program, "x > 1").diagnostics()))
                .isEqualTo("query:1:1: rego_unsafe_var_error: var `x` is unsafe");
        assertThat(Sources.lines(Sources.query(program, "data.t.f(1, 2, 3)").diagnostics()))
                .isEqualTo("query:1:1: rego_type_error: function `data.t.f` has arity 1, got 3 arguments");
    }

    @Test
    void nothingIsKnownOfFunctionsThatMayReadWhatAQueryReplaces() {
        CheckedProgram program =
                Sources.rules("r := 1\nf(x) if x == r\ng(_) := r").get();
        assertThat(Sources.lines(Sources.query(program, "data.t.f(\"a\")").diagnostics()))
                .startsWith("query:1:1: rego_type_error: `data.t.f`: invalid argument(s)");
        for (String query : List.of("data.t.f(\"a\")", "concat(\"\", [data.t.g(1)])")) {
            assertThat(Sources.lines(Sources.query(program, query + " with data.t.r as \"a\"")
                            .diagnostics()))
                    .isEmpty();
        }
    }

    @Test
    void functionsThatDoNotReadWhatAQueryReplacesKeepTheirTypes() {
        CheckedProgram program =
                Sources.rules("r := 1\nf(x) if x == 1\ng(x) if f(x)").get();
        for (String function : List.of("f", "g")) {
            String query = "data.t." + function + "(\"a\") with data.t.r as \"a\"";
            assertThat(Sources.lines(Sources.query(program, query).diagnostics()))
                    .startsWith("query:1:1: rego_type_error: `data.t." + function + "`: invalid argument(s)");
        }
    }

    @Test
    void aQueryShowsItsExpressionsInTheOrderInWhichTheyAreRun() {
        CheckedProgram program = Sources.rules("r := 1").get();
        Map<String, List<String>> queries = Map.of(
                "(-1); x := 2", List.of("(-1)", "x := 2"),
                "1 + 1; x := 2", List.of("1 + 1", "x := 2"),
                "data.t.r; true", List.of("data.t.r", "true"),
                "(x); x = data.t.r", List.of("x = data.t.r", "(x)"));
        queries.forEach((query, order) -> assertThat(Sources.query(program, query).get().expressions().stream()
                        .map(CheckedQuery.Expression::text))
                .as(query)
                .containsExactlyElementsOf(order));
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
