package dev.writ.policy.ast;

import dev.writ.policy.source.Span;

/**
 * A comment.
 *
 * @param span from the {@code #} to the end of the line
 * @param text what follows the {@code #}
 */
public record Comment(Span span, String text) implements AstNode {}
