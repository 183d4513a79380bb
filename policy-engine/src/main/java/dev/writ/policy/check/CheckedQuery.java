package dev.writ.policy.check;

import dev.writ.policy.source.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query after resolution. In contrast to a body, an expression of a query that is {@code false} does not end it: its
 * value is a result.
 *
 * @param body the ordered statements; the values of {@code expressions} are captured in variables
 * @param bindings the variables whose values are a result: those that were written and are not wildcards
 * @param expressions what was written, in its order
 * @param localCount how many variables there are, with ids below this number
 */
public record CheckedQuery(CheckedBody body, List<LocalVar> bindings, List<Expression> expressions, int localCount) {
    public CheckedQuery {
        bindings = List.copyOf(bindings);
        expressions = List.copyOf(expressions);
    }

    /**
     * One expression of the query.
     *
     * @param span where it was written
     * @param text as it was written
     * @param value the variable with its value, or null where the value is {@code true} whenever there is a solution
     */
    public record Expression(
            Span span, String text, @Nullable LocalVar value) {}
}
