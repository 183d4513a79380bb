package dev.writ.policy.ast;

import dev.writ.policy.source.Span;

/**
 * {@code with target as value}.
 *
 * @param span from the keyword to the end of the value
 * @param target what is replaced: a {@link Var} or a {@link Ref}
 * @param value what takes its place
 */
public record With(Span span, Term target, Term value) implements AstNode {}
