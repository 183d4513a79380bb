package dev.writ.policy.testrun;

import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.InfixOperator;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.TermText;
import dev.writ.policy.ast.Var;
import dev.writ.policy.value.RegoBoolean;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which expressions always hold, as far as their syntax tells: nobody can test what happens if they do not. */
final class Certainty {

    /** Functions that have a value whatever their operands are; the format of {@code sprintf} has to be a text. */
    private static final Set<String> TOTAL =
            Set.of("sprintf", "json.marshal", "yaml.marshal", "type_name", "time.now_ns", "opa.runtime");

    /** Functions that are called for what they do beside. */
    private static final Set<String> NOTES = Set.of("print", "trace");

    private final Set<String> global;

    /**
     * What is certain where some names are not those of variables.
     *
     * @param global the names of rules, imports and documents, which may be undefined
     */
    Certainty(Set<String> global) {
        this.global = Set.copyOf(global);
    }

    boolean isCertain(Expr expr) {
        return switch (expr) {
            case Expr.SomeDecl ignored -> true;
            case Expr.Assign e -> e.target() instanceof Var && hasValue(e.value());
            case Expr.TermExpr e -> holds(e.term());
            case Expr.Unify ignored -> false;
            case Expr.SomeIn e -> isName(e.key()) && isName(e.value()) && hasElements(e.collection());
            case Expr.Every ignored -> false;
            case Expr.Not ignored -> false;
            case Expr.Logical ignored -> false;
        };
    }

    private static boolean isName(@Nullable Term term) {
        return term == null || term instanceof Var;
    }

    private boolean hasElements(Term collection) {
        return switch (collection) {
            case Term.ArrayLiteral t -> !t.elements().isEmpty() && hasValue(t);
            case Term.SetLiteral t -> !t.elements().isEmpty() && hasValue(t);
            case Term.ObjectLiteral t -> !t.entries().isEmpty() && hasValue(t);
            case Var ignored -> false;
            case Ref ignored -> false;
            case Term.Scalar ignored -> false;
            case Term.TemplateString ignored -> false;
            case Term.ArrayComprehension ignored -> false;
            case Term.SetComprehension ignored -> false;
            case Term.ObjectComprehension ignored -> false;
            case Term.Call ignored -> false;
            case Term.Infix ignored -> false;
            case Term.Membership ignored -> false;
            case Term.Negative ignored -> false;
        };
    }

    private boolean holds(Term term) {
        return switch (term) {
            case Term.Scalar scalar -> !scalar.value().equals(RegoBoolean.FALSE);
            case Term.Call call -> NOTES.contains(TermText.of(call.function()));
            case Var ignored -> false;
            case Ref ignored -> false;
            case Term.TemplateString ignored -> true;
            case Term.ArrayLiteral t -> allHaveValues(t.elements());
            case Term.SetLiteral t -> allHaveValues(t.elements());
            case Term.ObjectLiteral ignored -> hasValue(term);
            case Term.ArrayComprehension ignored -> true;
            case Term.SetComprehension ignored -> true;
            case Term.ObjectComprehension ignored -> true;
            case Term.Infix ignored -> false;
            case Term.Membership ignored -> false;
            case Term.Negative ignored -> false;
        };
    }

    private boolean hasValue(Term term) {
        return switch (term) {
            case Var var -> !global.contains(var.name());
            case Term.Scalar ignored -> true;
            case Term.TemplateString ignored -> true;
            case Term.ArrayComprehension ignored -> true;
            case Term.SetComprehension ignored -> true;
            case Term.ObjectComprehension ignored -> true;
            case Term.ArrayLiteral t -> allHaveValues(t.elements());
            case Term.SetLiteral t -> allHaveValues(t.elements());
            case Term.ObjectLiteral t ->
                t.entries().stream().allMatch(entry -> hasValue(entry.key()) && hasValue(entry.value()));
            case Term.Call t -> TOTAL.contains(TermText.of(t.function())) && allHaveValues(t.args());
            case Term.Infix t -> isComparison(t.operator()) && hasValue(t.left()) && hasValue(t.right());
            case Term.Membership t -> hasValue(t.value()) && hasValue(t.collection());
            case Ref ignored -> false;
            case Term.Negative ignored -> false;
        };
    }

    private boolean allHaveValues(List<Term> terms) {
        return terms.stream().allMatch(this::hasValue);
    }

    private static boolean isComparison(InfixOperator operator) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
            case PLUS, MINUS, TIMES, DIVIDE, REMAINDER, INTERSECTION, UNION -> false;
        };
    }
}
