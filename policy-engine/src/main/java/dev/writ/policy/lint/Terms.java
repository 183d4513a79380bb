package dev.writ.policy.lint;

import dev.writ.policy.ast.AstNode;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.InfixOperator;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.TermText;
import dev.writ.policy.ast.Var;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Questions that many rules ask about terms. */
public final class Terms {
    private Terms() {}

    /** Whether both are one node of one tree, and not two that say the same. */
    @SuppressWarnings("ReferenceEquality") // nodes are told apart by identity, which equality of records is not
    public static boolean isOne(@Nullable AstNode first, @Nullable AstNode second) {
        return first == second;
    }

    /** The name of a rule as it is written: {@code a.b}, with operands that are variables left as they are. */
    public static String ruleName(Rule rule) {
        List<Term> ref = rule.head().ref();
        return rule.head().name() + TermText.path(ref.subList(1, ref.size()));
    }

    /** The full name of the function that a call calls, as it is written. */
    public static String functionName(Term.Call call) {
        return TermText.of(call.function());
    }

    /** The call of a built-in of that name; null for anything else. */
    public static Term.@Nullable Call callOf(@Nullable AstNode node, String function) {
        return node instanceof Term.Call call && functionName(call).equals(function) ? call : null;
    }

    /** A literal that is a value, or an array, set or object of such. */
    public static boolean isConstant(@Nullable Term term) {
        return switch (term) {
            case null -> false;
            case Term.Scalar t -> true;
            case Term.ArrayLiteral t -> t.elements().stream().allMatch(Terms::isConstant);
            case Term.SetLiteral t -> t.elements().stream().allMatch(Terms::isConstant);
            case Term.ObjectLiteral t ->
                t.entries().stream().allMatch(entry -> isConstant(entry.key()) && isConstant(entry.value()));
            case Var t -> false;
            case Ref t -> false;
            case Term.TemplateString t -> false;
            case Term.ArrayComprehension t -> false;
            case Term.SetComprehension t -> false;
            case Term.ObjectComprehension t -> false;
            case Term.Call t -> false;
            case Term.Infix t -> false;
            case Term.Membership t -> false;
            case Term.Negative t -> false;
        };
    }

    /** True for {@code true} or {@code false} as asked. */
    public static boolean isBoolean(@Nullable AstNode node, boolean value) {
        return node instanceof Term.Scalar scalar
                && scalar.value() instanceof RegoBoolean truth
                && truth.value() == value;
    }

    /** The text of a string literal, or null. */
    public static @Nullable String string(@Nullable AstNode node) {
        return node instanceof Term.Scalar scalar && scalar.value() instanceof RegoString text ? text.value() : null;
    }

    /** The value of a scalar, or null. */
    public static @Nullable RegoValue scalar(@Nullable AstNode node) {
        return node instanceof Term.Scalar scalar ? scalar.value() : null;
    }

    /** The comparison with that operator, or null. */
    public static Term.@Nullable Infix infix(@Nullable AstNode node, InfixOperator operator) {
        return node instanceof Term.Infix infix && infix.operator() == operator ? infix : null;
    }

    /** Whether an operator compares, and so gives true or false. */
    public static boolean isComparison(InfixOperator operator) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
            case PLUS, MINUS, TIMES, DIVIDE, REMAINDER, INTERSECTION, UNION -> false;
        };
    }

    /** The constant names of a reference behind its head, up to the first operand that is not a string. */
    public static List<String> constantPath(Ref ref) {
        List<String> path = new ArrayList<>();
        for (Term operand : ref.path()) {
            String name = string(operand);
            if (name == null) {
                break;
            }
            path.add(name);
        }
        return path;
    }

    /** Whether all operands of a reference are constants. */
    public static boolean isStatic(Ref ref) {
        return ref.head() instanceof Var && ref.path().stream().allMatch(Term.Scalar.class::isInstance);
    }

    /** The term that a literal without {@code with} holds, or null. */
    public static @Nullable Term termOf(Literal literal) {
        return literal.expr() instanceof Expr.TermExpr expr ? expr.term() : null;
    }

    /** Whether both were written the same, apart from space, comments and the form of strings. */
    public static boolean same(AstNode first, AstNode second) {
        return Canonical.of(first).equals(Canonical.of(second));
    }

    /** Whether a reference leads to what {@code prefix} names, or further into it. */
    public static boolean startsWith(Ref ref, Ref prefix) {
        int length = prefix.path().size();
        if (ref.path().size() < length || !same(ref.head(), prefix.head())) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (!same(ref.path().get(i), prefix.path().get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether something inside of {@code node}, or the node itself, is as asked. */
    public static boolean has(AstNode node, Predicate<AstNode> wanted) {
        boolean[] found = {false};
        Children.everything(node, inner -> found[0] |= wanted.test(inner));
        return found[0];
    }

    /** The variables inside of a node, in the order of the text. */
    public static List<Var> variables(AstNode node) {
        List<Var> found = new ArrayList<>();
        Children.everything(node, inner -> {
            if (inner instanceof Var var) {
                found.add(var);
            }
        });
        return found;
    }
}
