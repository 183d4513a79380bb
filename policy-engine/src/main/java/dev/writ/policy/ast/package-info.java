/**
 * The syntax tree of Rego v1 as of OPA 1.22.2: what was written, with a span on every node, before any name is resolved.
 *
 * <p>Sealed interfaces and records; lists are unmodifiable. Parentheses leave no node: the tree is grouped already.
 * {@code ParserGoldenTest} proves the shape.
 */
@NullMarked
package dev.writ.policy.ast;

import org.jspecify.annotations.NullMarked;
