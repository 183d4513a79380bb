package dev.writ.policy.value;

/** A text that is not YAML of JSON values, or more of it than the limits allow. */
public final class YamlException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String problem;
    private final int goLine;

    YamlException(String problem, int line, int column, int goLine) {
        super(line + ":" + column + ": " + problem);
        this.problem = problem;
        this.line = line;
        this.column = column;
        this.goLine = goLine;
    }

    /** What is wrong, without the place. */
    public String problem() {
        return problem;
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }

    /** The column, from 1. */
    public int column() {
        return column;
    }

    /** The line that Go's {@code yaml} counts, which is often the one before; 0 where it names none. */
    public int goLine() {
        return goLine;
    }

    /** As Go's {@code yaml} says it: with the line that it counts, which is often the one before, or with none. */
    public String goMessage() {
        return "yaml: " + (goLine > 0 ? "line " + goLine + ": " : "") + problem;
    }
}
