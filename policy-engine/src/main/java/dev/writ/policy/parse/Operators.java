package dev.writ.policy.parse;

import dev.writ.policy.ast.InfixOperator;
import org.jspecify.annotations.Nullable;

/** Which tokens are infix operators, and how tightly they bind; all of them group to the left. */
final class Operators {
    static final int RELATION = 1;
    static final int UNION = 2;
    static final int INTERSECTION = 3;
    static final int SUM = 4;
    static final int PRODUCT = 5;

    private Operators() {}

    static @Nullable InfixOperator of(TokenKind kind) {
        return switch (kind) {
            case PLUS -> InfixOperator.PLUS;
            case MINUS -> InfixOperator.MINUS;
            case TIMES -> InfixOperator.TIMES;
            case DIVIDE -> InfixOperator.DIVIDE;
            case REMAINDER -> InfixOperator.REMAINDER;
            case AMPERSAND -> InfixOperator.INTERSECTION;
            case BAR -> InfixOperator.UNION;
            case EQUAL -> InfixOperator.EQUAL;
            case NOT_EQUAL -> InfixOperator.NOT_EQUAL;
            case LESS -> InfixOperator.LESS;
            case LESS_OR_EQUAL -> InfixOperator.LESS_OR_EQUAL;
            case GREATER -> InfixOperator.GREATER;
            case GREATER_OR_EQUAL -> InfixOperator.GREATER_OR_EQUAL;
            default -> null;
        };
    }

    static int level(InfixOperator operator) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> RELATION;
            case UNION -> UNION;
            case INTERSECTION -> INTERSECTION;
            case PLUS, MINUS -> SUM;
            case TIMES, DIVIDE, REMAINDER -> PRODUCT;
        };
    }
}
