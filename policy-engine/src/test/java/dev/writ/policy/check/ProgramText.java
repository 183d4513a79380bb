package dev.writ.policy.check;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A checked program as text: {@code x.3} is a variable with its id, {@code $4} one that the checker made. */
final class ProgramText {
    private final StringBuilder out = new StringBuilder();

    private ProgramText() {}

    static String of(CheckedProgram program) {
        ProgramText text = new ProgramText();
        program.order().forEach(node -> node.rules().forEach(text::rule));
        return text.out.toString();
    }

    static String of(CheckedQuery query) {
        ProgramText text = new ProgramText();
        text.out
                .append("query ")
                .append(query.bindings().stream().map(ProgramText::var).toList())
                .append('\n');
        text.body(query.body(), 1);
        return text.out.toString();
    }

    private void rule(CheckedRule rule) {
        out.append(rule.isDefault() ? "default " : "").append(Paths.text(rule.path()));
        rule.dynamicPath().forEach(key -> out.append('[').append(term(key)).append(']'));
        List<CheckedTerm> params = rule.params();
        if (params != null) {
            out.append('(').append(terms(params)).append(')');
        }
        out.append(rule.kind() == RuleKind.MULTI_VALUE ? " contains" : "").append('\n');
        for (CheckedRule.Branch branch : rule.branches()) {
            body(branch.body(), 1);
            line(1, "give " + term(branch.value()));
        }
    }

    private void line(int depth, String text) {
        out.append("  ".repeat(depth)).append(text).append('\n');
    }

    private void body(CheckedBody body, int depth) {
        body.statements().forEach(statement -> statement(statement, depth));
    }

    private void statement(CheckedStatement statement, int depth) {
        switch (statement) {
            case CheckedStatement.Holds s -> line(depth, term(s.term()));
            case CheckedStatement.Unify s -> line(depth, term(s.left()) + " = " + term(s.right()));
            case CheckedStatement.Call s -> {
                CheckedTerm output = s.output();
                line(
                        depth,
                        (output == null ? "" : term(output) + " <- ")
                                + s.callee().name() + "(" + terms(s.args()) + ")");
            }
            case CheckedStatement.Not s -> {
                line(depth, "not");
                body(s.body(), depth + 1);
            }
            case CheckedStatement.Every s -> {
                LocalVar key = s.key();
                line(
                        depth,
                        "every " + (key == null ? "" : var(key) + ", ") + var(s.value()) + " in " + term(s.domain()));
                body(s.body(), depth + 1);
            }
            case CheckedStatement.And s -> two("and", s.left(), s.right(), depth);
            case CheckedStatement.Or s -> two("or", s.left(), s.right(), depth);
            case CheckedStatement.With s -> {
                line(
                        depth,
                        "with "
                                + s.replacements().stream()
                                        .map(this::replacement)
                                        .toList());
                s.statements().forEach(inner -> statement(inner, depth + 1));
            }
            case CheckedStatement.Print s ->
                line(depth, "print " + s.operands().stream().map(this::part).toList());
        }
    }

    private void two(String operator, CheckedBody left, CheckedBody right, int depth) {
        line(depth, operator + " left");
        body(left, depth + 1);
        line(depth, operator + " right");
        body(right, depth + 1);
    }

    private String replacement(Replacement replacement) {
        return switch (replacement) {
            case Replacement.OfInput r -> "input" + Paths.text(r.path()).substring(4) + " := " + term(r.value());
            case Replacement.OfData r -> Paths.text(r.path()) + " := " + term(r.value());
            case Replacement.OfFunctionByValue r -> r.target().name() + "() := " + term(r.value());
            case Replacement.OfFunctionByFunction r ->
                r.target().name() + " := " + r.value().name();
        };
    }

    private String terms(List<CheckedTerm> terms) {
        return terms.stream().map(this::term).collect(Collectors.joining(", "));
    }

    private static String var(LocalVar var) {
        return var.name().isEmpty() ? "$" + var.id() : var.name() + "." + var.id();
    }

    private String term(CheckedTerm term) {
        return switch (term) {
            case CheckedTerm.Constant t -> t.value().toString();
            case CheckedTerm.Local t -> var(t.var());
            case CheckedTerm.Input t -> "input";
            case CheckedTerm.Data t -> "data";
            case CheckedTerm.Reference t -> {
                List<String> keys = new ArrayList<>();
                t.path().forEach(key -> keys.add("[" + term(key) + "]"));
                yield term(t.head()) + String.join("", keys);
            }
            case CheckedTerm.ArrayTerm t -> "[" + terms(t.elements()) + "]";
            case CheckedTerm.SetTerm t -> "{" + terms(t.elements()) + "}";
            case CheckedTerm.ObjectTerm t ->
                t.entries().stream()
                        .map(e -> term(e.key()) + ": " + term(e.value()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case CheckedTerm.Comprehension t -> comprehension(t);
            case CheckedTerm.Template t ->
                "$" + t.parts().stream().map(this::part).toList();
        };
    }

    private String comprehension(CheckedTerm.Comprehension comprehension) {
        CheckedTerm key = comprehension.key();
        String head = (key == null ? "" : term(key) + ": ") + term(comprehension.element());
        return comprehension.kind() + "(" + head + " | " + inline(comprehension.body()) + ")";
    }

    private String part(CheckedTerm.Part part) {
        return switch (part) {
            case CheckedTerm.Part.Text text -> '"' + text.text() + '"';
            case CheckedTerm.Part.Hole hole -> term(hole.element()) + " | " + inline(hole.body());
        };
    }

    private static String inline(CheckedBody body) {
        ProgramText nested = new ProgramText();
        nested.body(body, 0);
        return nested.out.toString().strip().replace("\n", "; ");
    }
}
