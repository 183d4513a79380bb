package dev.writ.policy.parse;

/**
 * A token: where it is, and whether space or a line break stands before it, both of which Rego's grammar looks at.
 *
 * @param start the first offset
 * @param end the offset after the last one
 */
record Token(TokenKind kind, int start, int end, boolean spaceBefore, boolean newlineBefore) {}
