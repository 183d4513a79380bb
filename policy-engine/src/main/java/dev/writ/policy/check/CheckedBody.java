package dev.writ.policy.check;

import dev.writ.policy.source.Span;
import java.util.List;

/**
 * Statements in an order in which each finds the variables it needs. An empty body always holds, once.
 *
 * @param span what was written
 */
public record CheckedBody(Span span, List<CheckedStatement> statements) {
    public CheckedBody {
        statements = List.copyOf(statements);
    }
}
