package dev.writ.policy.parse;

/**
 * What the JSON form of a syntax tree shows beside the tree.
 *
 * @param locations where everything was written, with the text
 * @param comments the comments
 */
public record AstJsonOptions(boolean locations, boolean comments) {
    /** As {@code opa parse --format json} without further flags: comments, and no locations. */
    public static final AstJsonOptions DEFAULT = new AstJsonOptions(false, true);
}
