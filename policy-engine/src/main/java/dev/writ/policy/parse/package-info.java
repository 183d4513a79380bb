/**
 * From text to syntax trees: a lexer and a recursive-descent parser for Rego v1 as of OPA 1.22.2.
 *
 * <p>What OPA's parser accepts and refuses is the specification; the places of errors are OPA's (but for the end of
 * the text, which we point behind), the texts are ours.
 * After an error the parser goes on at the next statement, so that one run reports all of them. Source size and nesting
 * are bounded by {@link dev.writ.policy.parse.ParseOptions}; beyond them there is a diagnostic, never a stack overflow.
 * {@code ParserErrorsTest}, {@code ParserGoldenTest}, {@code DeepNestingTest} and {@code ParserFuzzTest} prove it.
 */
@NullMarked
package dev.writ.policy.parse;

import org.jspecify.annotations.NullMarked;
