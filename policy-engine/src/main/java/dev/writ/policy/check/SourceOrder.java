package dev.writ.policy.check;

import dev.writ.policy.ast.InfixOperator;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The order in which OPA goes through the members of a set literal and the keys of an object literal, which is not that of the
 * text: it sorts them as they are written. Only calls matter here, because they become statements of their own: they come after all else, ordered by the names
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

    /** A call as it is compared. */
    private record Called(String function, List<Term> operands) {}

    private static int compare(Term left, Term right) {
        Called call = call(left);
        Called other = call(right);
        if (call == null || other == null) {
            return left instanceof Term.Scalar constant && right instanceof Term.Scalar second
                    ? constant.value().compareTo(second.value())
                    : rank(left) - rank(right);
        }
        int order = call.function().compareTo(other.function());
        int common = Math.min(call.operands().size(), other.operands().size());
        for (int i = 0; order == 0 && i < common; i++) {
            order = compare(call.operands().get(i), other.operands().get(i));
        }
        return order;
    }

    private static @Nullable Called call(Term term) {
        return switch (term) {
            case Term.Call t -> new Called(t.function().toString(), t.args());
            case Term.Infix t -> new Called(t.operator().builtin(), List.of(t.left(), t.right()));
            case Term.Membership t ->
                new Called(
                        t.key() == null ? "internal.member_2" : "internal.member_3",
                        List.of(t.value(), t.collection()));
            case Term.Negative t -> new Called(InfixOperator.MINUS.builtin(), List.of(t.operand()));
            case Var t -> null;
            case Ref t -> null;
            case Term.Scalar t -> null;
            case Term.ArrayLiteral t -> null;
            case Term.ObjectLiteral t -> null;
            case Term.SetLiteral t -> null;
            case Term.ArrayComprehension t -> null;
            case Term.ObjectComprehension t -> null;
            case Term.SetComprehension t -> null;
            case Term.TemplateString t -> null;
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
