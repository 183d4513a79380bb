package dev.writ.policy.ast;

import dev.writ.policy.source.Span;

/**
 * One entry of an object literal.
 *
 * @param span key and value
 */
public record ObjectEntry(Span span, Term key, Term value) implements AstNode {}
