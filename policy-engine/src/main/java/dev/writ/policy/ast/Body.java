package dev.writ.policy.ast;

import dev.writ.policy.source.Span;
import java.util.List;

/**
 * Literals that must all hold.
 *
 * @param span the literals without the braces
 * @param literals at least one
 * @param generated whether nothing was written, and {@code true} stands for it
 */
public record Body(Span span, List<Literal> literals, boolean generated) implements AstNode {
    public Body {
        literals = List.copyOf(literals);
    }
}
