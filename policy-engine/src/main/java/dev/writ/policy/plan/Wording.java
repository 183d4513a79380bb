package dev.writ.policy.plan;

import dev.writ.policy.ast.TermText;
import dev.writ.policy.check.Callee;
import dev.writ.policy.check.CheckedBody;
import dev.writ.policy.check.CheckedStatement;
import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.LocalVar;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How explanations write expressions: as they are evaluated, with one call each, as OPA writes them.
 *
 * @param query whether the variables that the checker made are those of a query, which have no name
 */
record Wording(boolean query) {

    private static final Set<String> EQUALITY = Set.of("eq", "equal", "assign");

    String body(List<CheckedStatement> statements) {
        return statements.isEmpty()
                ? "true"
                : statements.stream()
                        .filter(statement -> !isCapture(statement))
                        .map(this::statement)
                        .collect(Collectors.joining("; "));
    }

    /** Whether all that a statement does is to give the value of one variable without a name to another one, in a query. */
    boolean isCapture(CheckedStatement statement) {
        return query
                && statement instanceof CheckedStatement.Unify unify
                && unify.left() instanceof CheckedTerm.Local left
                && unify.right() instanceof CheckedTerm.Local right
                && !left.var().isNamed()
                && !right.var().isNamed();
    }

    /** How an {@code every} comes to an element. */
    String element(CheckedStatement.Every every) {
        LocalVar key = every.key();
        return term(every.domain()) + "[" + (key == null ? made() : name(key)) + "] = " + name(every.value());
    }

    private String body(CheckedBody body) {
        return body(body.statements());
    }

    String statement(CheckedStatement statement) {
        return switch (statement) {
            case CheckedStatement.Holds s -> term(s.term());
            case CheckedStatement.Unify s -> unify(s);
            case CheckedStatement.Call s -> call(s);
            case CheckedStatement.Not s ->
                s.body().statements().size() == 1 ? "not " + body(s.body()) : "not { " + body(s.body()) + " }";
            case CheckedStatement.Every s -> {
                LocalVar key = s.key();
                String keyText = key == null ? "" : name(key) + ", ";
                yield "every " + keyText + name(s.value()) + " in " + term(s.domain()) + " { " + body(s.body()) + " }";
            }
            case CheckedStatement.And s -> "{ " + body(s.left()) + " } and { " + body(s.right()) + " }";
            case CheckedStatement.Or s -> "{ " + body(s.left()) + " } or { " + body(s.right()) + " }";
            case CheckedStatement.With s -> body(s.statements());
            case CheckedStatement.Print s -> s.span().text();
        };
    }

    /** The variable that captures what an expression of a query gives stands behind it. */
    private String unify(CheckedStatement.Unify unify) {
        boolean captures = query
                && unify.left() instanceof CheckedTerm.Local made
                && !made.var().isNamed();
        return captures
                ? term(unify.right()) + " = " + term(unify.left())
                : term(unify.left()) + " = " + term(unify.right());
    }

    private String call(CheckedStatement.Call call) {
        List<String> terms =
                new ArrayList<>(call.args().stream().map(this::term).toList());
        if (call.callee() instanceof Callee.Builtin builtin
                && EQUALITY.contains(builtin.name())
                && terms.size() == 2
                && call.output() == null) {
            return terms.getFirst() + " = " + terms.getLast();
        }
        CheckedTerm output = call.output();
        if (output != null) {
            terms.add(term(output));
        }
        return call.callee().name() + "(" + String.join(", ", terms) + ")";
    }

    String term(CheckedTerm term) {
        return switch (term) {
            case CheckedTerm.Constant t -> t.value().toString();
            case CheckedTerm.Local t -> name(t.var());
            case CheckedTerm.Input ignored -> "input";
            case CheckedTerm.Data ignored -> "data";
            case CheckedTerm.Reference t -> reference(t);
            case CheckedTerm.ArrayTerm t -> "[" + terms(t.elements()) + "]";
            case CheckedTerm.SetTerm t -> "{" + terms(t.elements()) + "}";
            case CheckedTerm.ObjectTerm t ->
                t.entries().stream()
                        .map(entry -> term(entry.key()) + ": " + term(entry.value()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case CheckedTerm.Comprehension t -> comprehension(t);
            case CheckedTerm.Template t -> t.span().text();
        };
    }

    private String terms(List<CheckedTerm> terms) {
        return terms.stream().map(this::term).collect(Collectors.joining(", "));
    }

    private String comprehension(CheckedTerm.Comprehension term) {
        CheckedTerm key = term.key();
        String inside = (key == null ? "" : term(key) + ": ") + term(term.element()) + " | " + body(term.body());
        return switch (term.kind()) {
            case ARRAY -> "[" + inside + "]";
            case SET, OBJECT -> "{" + inside + "}";
        };
    }

    String reference(CheckedTerm.Reference reference) {
        StringBuilder out = new StringBuilder(term(reference.head()));
        for (CheckedTerm operand : reference.path()) {
            out.append(
                    operand instanceof CheckedTerm.Constant constant
                            ? TermText.step(constant.value())
                            : "[" + term(operand) + "]");
        }
        return out.toString();
    }

    /** The name of a variable that stands for a term of a head. */
    String made() {
        return query ? "_" : "__local__";
    }

    String name(LocalVar variable) {
        return variable.isNamed() ? variable.name() : query ? "_" : "__local" + variable.id() + "__";
    }
}
