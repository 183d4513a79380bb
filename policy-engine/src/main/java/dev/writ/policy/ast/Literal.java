package dev.writ.policy.ast;

import dev.writ.policy.source.Span;
import java.util.List;

/**
 * One line of a body.
 *
 * @param span the whole line
 * @param expr what must hold
 * @param withs what is replaced while it is evaluated
 */
public record Literal(Span span, Expr expr, List<With> withs) implements AstNode {
    public Literal {
        withs = List.copyOf(withs);
    }
}
