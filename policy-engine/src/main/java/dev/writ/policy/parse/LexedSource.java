package dev.writ.policy.parse;

import dev.writ.policy.ast.Comment;
import dev.writ.policy.source.Diagnostic;
import java.util.List;

/**
 * A text taken apart.
 *
 * @param tokens the tokens, ended by one of kind END
 * @param comments the comments in order
 * @param diagnostics what is not a token of Rego; an ILLEGAL token stands in its place
 */
record LexedSource(List<Token> tokens, List<Comment> comments, List<Diagnostic> diagnostics) {}
