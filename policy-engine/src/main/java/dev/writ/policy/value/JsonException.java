package dev.writ.policy.value;

/** A text that is not JSON, or more of it than the limits allow; the message names the place. */
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    JsonException(String message, int line, int column) {
        super(line + ":" + column + ": " + message);
        this.line = line;
        this.column = column;
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }

    /** The column, from 1, in code points. */
    public int column() {
        return column;
    }
}
