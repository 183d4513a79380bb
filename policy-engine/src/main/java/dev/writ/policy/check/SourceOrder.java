package dev.writ.policy.check;

import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The order in which OPA goes through the members of a set literal, which is not that of the text: it sorts them as they are
 * written. Only calls matter here, because they become statements of their own: they come after all else, ordered by the names
 * of their functions, and those of one function by their operands as far as these are calls or constants. What is equal for
 * this keeps the order of the text.
 */
final class SourceOrder {
    private static final Comparator<Term> ORDER = SourceOrder::compare;

    private SourceOrder() {}

    /** The positions of {@code terms}, in OPA's order. */
    static List<Integer> of(List<Term> terms) {
        return IntStream.range(0, terms.size())
                .boxed()
                .sorted(Comparator.comparing(terms::get, ORDER))
                .toList();
    }

    private static int compare(Term left, Term right) {
        String function = function(left);
        String other = function(right);
        if (function.isEmpty() || other.isEmpty()) {
            boolean constants = left instanceof Term.Scalar && right instanceof Term.Scalar;
            return constants ? scalars((Term.Scalar) left, (Term.Scalar) right) : rank(left) - rank(right);
        }
        int order = function.compareTo(other);
        List<Term> operands = operands(left);
        List<Term> others = operands(right);
        for (int i = 0; order == 0 && i < Math.min(operands.size(), others.size()); i++) {
            order = compare(operands.get(i), others.get(i));
        }
        return order;
    }

    private static int scalars(Term.Scalar left, Term.Scalar right) {
        return left.value().compareTo(right.value());
    }

    /** The name of the function that is called, or nothing. */
    private static String function(Term term) {
        return switch (term) {
            case Term.Call t -> t.function().toString();
            case Term.Infix t -> t.operator().builtin();
            case Term.Membership t -> t.key() == null ? "internal.member_2" : "internal.member_3";
            case Term.Negative t -> "minus";
            case Var t -> "";
            case Ref t -> "";
            case Term.Scalar t -> "";
            case Term.ArrayLiteral t -> "";
            case Term.ObjectLiteral t -> "";
            case Term.SetLiteral t -> "";
            case Term.ArrayComprehension t -> "";
            case Term.ObjectComprehension t -> "";
            case Term.SetComprehension t -> "";
            case Term.TemplateString t -> "";
        };
    }

    private static List<Term> operands(Term call) {
        return switch (call) {
            case Term.Call t -> t.args();
            case Term.Infix t -> List.of(t.left(), t.right());
            case Term.Membership t -> List.of(t.value(), t.collection());
            case Term.Negative t -> List.of(t.operand());
            case Var t -> List.of();
            case Ref t -> List.of();
            case Term.Scalar t -> List.of();
            case Term.ArrayLiteral t -> List.of();
            case Term.ObjectLiteral t -> List.of();
            case Term.SetLiteral t -> List.of();
            case Term.ArrayComprehension t -> List.of();
            case Term.ObjectComprehension t -> List.of();
            case Term.SetComprehension t -> List.of();
            case Term.TemplateString t -> List.of();
        };
    }

    private static int rank(Term term) {
        return switch (term) {
            case Term.Scalar t -> 0;
            case Var t -> 1;
            case Ref t -> 2;
            case Term.ArrayLiteral t -> 3;
            case Term.ObjectLiteral t -> 4;
            case Term.SetLiteral t -> 5;
            case Term.ArrayComprehension t -> 6;
            case Term.ObjectComprehension t -> 7;
            case Term.SetComprehension t -> 8;
            case Term.TemplateString t -> 9;
            case Term.Call t -> 10;
            case Term.Infix t -> 10;
            case Term.Membership t -> 10;
            case Term.Negative t -> 10;
        };
    }
}
