package dev.writ.policy.format;

/** Two comments want the end of one line, or one stands where the layout has no line. The term is written as it was. */
final class CommentInTheWay extends RuntimeException {
    private static final long serialVersionUID = 1;

    CommentInTheWay() {
        super("a comment is in the way", null, false, false);
    }
}
