package dev.writ.policy.format;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The functions that are written between their operands. */
enum Operator {
    UNIFY("=", "eq"),
    ASSIGN(":=", "assign"),
    EQUAL("==", "equal"),
    NOT_EQUAL("!=", "neq"),
    LESS("<", "lt"),
    LESS_OR_EQUAL("<=", "lte"),
    GREATER(">", "gt"),
    GREATER_OR_EQUAL(">=", "gte"),
    PLUS("+", "plus"),
    MINUS("-", "minus"),
    TIMES("*", "mul"),
    DIVIDE("/", "div"),
    REMAINDER("%", "rem"),
    INTERSECTION("&", "and"),
    UNION("|", "or"),
    MEMBER("in", "internal.member_2"),
    MEMBER_WITH_KEY("in", "internal.member_3");

    private static final Map<String, Operator> BY_FUNCTION =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Operator::function, Function.identity()));

    private final String symbol;
    private final String function;

    Operator(String symbol, String function) {
        this.symbol = symbol;
        this.function = function;
    }

    /** As it is written. */
    String symbol() {
        return symbol;
    }

    /** The built-in function behind it. */
    String function() {
        return function;
    }

    /** How many operands it has. */
    int arity() {
        return this == MEMBER_WITH_KEY ? 3 : 2;
    }

    boolean isMembership() {
        return this == MEMBER || this == MEMBER_WITH_KEY;
    }

    /** The operator that {@code function} is, or null. */
    static @Nullable Operator of(String function) {
        return BY_FUNCTION.get(function);
    }
}
