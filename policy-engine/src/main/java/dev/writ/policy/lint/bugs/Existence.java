package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.InfixOperator;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.builtin.BuiltinSignature;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.Terms;
import dev.writ.policy.type.RegoType;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;

/**
 * Whether an expression asks for a reference as a condition does, which holds neither where it is undefined nor where it is
 * {@code false}.
 */
final class Existence {
    private final Linted module;
    private final Ref ref;

    Existence(Linted module, Ref ref) {
        this.module = module;
        this.ref = ref;
    }

    /** Whether the expression cannot hold where the reference is false or undefined. */
    boolean isNeededBy(Expr expr) {
        return switch (expr) {
            case Expr.TermExpr e -> isNeededToHold(e.term());
            case Expr.Unify e -> fails(InfixOperator.EQUAL, e.left(), e.right());
            case Expr.Assign e -> isNeededForValue(e.value());
            case Expr.SomeIn e -> isIt(e.collection()) || isNeededForValue(e.collection());
            case Expr.Every e -> isNeededForValue(e.domain());
            case Expr.SomeDecl e -> false;
            case Expr.Not e -> false;
            case Expr.Logical e -> false;
        };
    }

    private boolean isNeededToHold(Term term) {
        return switch (term) {
            case Term.Infix infix
            when Terms.isComparison(infix.operator()) -> fails(infix.operator(), infix.left(), infix.right());
            case Term.Membership in when isIt(in.collection()) -> true;
            default -> isIt(term) || isNeededForValue(term);
        };
    }

    private boolean fails(InfixOperator operator, Term left, Term right) {
        return isNeededForValue(left)
                || isNeededForValue(right)
                || (isIt(left) && Terms.isConstant(right) && !holds(operator, falseBeside(right)))
                || (isIt(right) && Terms.isConstant(left) && !holds(operator, -falseBeside(left)));
    }

    /** Where {@code false} stands beside a constant in the order of values: behind null, before everything else. */
    private static int falseBeside(Term constant) {
        boolean isNull = constant instanceof Term.Scalar scalar && scalar.value() instanceof RegoNull;
        return isNull ? 1 : Terms.isBoolean(constant, false) ? 0 : -1;
    }

    private static boolean holds(InfixOperator operator, int order) {
        return switch (operator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            case PLUS, MINUS, TIMES, DIVIDE, REMAINDER, INTERSECTION, UNION -> true;
        };
    }

    private boolean isIt(Term term) {
        return term instanceof Ref other && Terms.same(other, ref);
    }

    /** Whether a term is undefined where the reference is false or undefined. */
    private boolean isNeededForValue(Term term) {
        return switch (term) {
            case Ref other ->
                (Terms.startsWith(other, ref)
                                && other.path().size() > ref.path().size())
                        || other.path().stream().anyMatch(this::isNeededForValue);
            case Term.Call call -> isNeededByCall(call);
            case Term.Infix infix -> {
                boolean computes = !Terms.isComparison(infix.operator()) && (isIt(infix.left()) || isIt(infix.right()));
                yield computes || isNeededForValue(infix.left()) || isNeededForValue(infix.right());
            }
            case Term.Membership in -> isNeededForValue(in.value()) || isNeededForValue(in.collection());
            case Term.Negative negative -> isIt(negative.operand()) || isNeededForValue(negative.operand());
            case Term.ArrayLiteral array -> array.elements().stream().anyMatch(this::isNeededForValue);
            case Term.SetLiteral set -> set.elements().stream().anyMatch(this::isNeededForValue);
            case Term.ObjectLiteral object ->
                object.entries().stream()
                        .anyMatch(entry -> isNeededForValue(entry.key()) || isNeededForValue(entry.value()));
            case Var t -> false;
            case Term.Scalar t -> false;
            case Term.TemplateString t -> false;
            case Term.ArrayComprehension t -> false;
            case Term.SetComprehension t -> false;
            case Term.ObjectComprehension t -> false;
        };
    }

    /** Built-in functions are undefined for operands of types that they do not take. */
    private boolean isNeededByCall(Term.Call call) {
        String name = Terms.functionName(call);
        if (name.equals("print")) {
            return false;
        }
        BuiltinSignature function = module.dataPath(call.function()) == null ? module.builtin(name) : null;
        for (int i = 0; i < call.args().size(); i++) {
            Term arg = call.args().get(i);
            boolean refusesFalse = function != null
                    && i < function.arity()
                    && !RegoType.parse(function.operands().get(i)).accepts(RegoBoolean.FALSE);
            if (isNeededForValue(arg) || (isIt(arg) && refusesFalse)) {
                return true;
            }
        }
        return false;
    }
}
