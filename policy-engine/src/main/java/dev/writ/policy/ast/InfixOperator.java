package dev.writ.policy.ast;

/** The operators that make a term of two terms, and the built-in functions behind them. */
public enum InfixOperator {
    PLUS("+", "plus"),
    MINUS("-", "minus"),
    TIMES("*", "mul"),
    DIVIDE("/", "div"),
    REMAINDER("%", "rem"),
    INTERSECTION("&", "and"),
    UNION("|", "or"),
    EQUAL("==", "equal"),
    NOT_EQUAL("!=", "neq"),
    LESS("<", "lt"),
    LESS_OR_EQUAL("<=", "lte"),
    GREATER(">", "gt"),
    GREATER_OR_EQUAL(">=", "gte");

    private final String symbol;
    private final String builtin;

    InfixOperator(String symbol, String builtin) {
        this.symbol = symbol;
        this.builtin = builtin;
    }

    /** As it is written. */
    public String symbol() {
        return symbol;
    }

    /** The built-in function that it calls. */
    public String builtin() {
        return builtin;
    }
}
