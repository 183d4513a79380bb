package dev.writ.policy.ast;

import dev.writ.policy.source.Span;

/**
 * One name in the path of a package.
 *
 * @param span where it was written
 * @param name the name, without quotes
 */
public record PathSegment(Span span, String name) implements AstNode {}
