package dev.writ.policy.ast;

import dev.writ.policy.source.Span;

/** A piece of a template string. */
public sealed interface TemplatePart extends AstNode {
    /** Text between the braces, with escapes resolved. */
    record Text(Span span, String text) implements TemplatePart {}

    /** A literal in braces. */
    record Hole(Span span, Literal literal) implements TemplatePart {}
}
