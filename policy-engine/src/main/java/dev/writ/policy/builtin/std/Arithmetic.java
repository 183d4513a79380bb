package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.BigFloat;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * Arithmetic: exact on integers of any size, and on fractions as Go's {@code big.Float} with a 64-bit mantissa. A result
 * that is computed as a float is printed as one ({@code 1e+06} for a million and a half part), as OPA prints it.
 */
final class Arithmetic {

    private static final BigFloat HALF = BigFloat.of(new BigDecimal("0.5"));

    private Arithmetic() {}

    static Map<String, Builtin> functions() {
        return Map.of(
                "plus", (Binary) Arithmetic::plus,
                "minus", (Binary) Arithmetic::minus,
                "mul", (Binary) Arithmetic::multiply,
                "div", (Binary) Arithmetic::divide,
                "rem", (Binary) Arithmetic::remainder,
                "abs", (Unary) (context, x) -> unary(x, Math::abs, BigFloat::abs),
                "round", (Unary) (context, x) -> unary(x, Arithmetic::same, Arithmetic::round),
                "ceil", (Unary) (context, x) -> unary(x, Arithmetic::same, Arithmetic::ceil),
                "floor", (Unary) (context, x) -> unary(x, Arithmetic::same, Arithmetic::floor));
    }

    static RegoValue plus(BuiltinContext context, RegoValue first, RegoValue second) {
        RegoNumber x = Operands.number(first, 1);
        RegoNumber y = Operands.number(second, 2);
        if (x.isLong() && y.isLong()) {
            long sum = x.longValue() + y.longValue();
            if (((x.longValue() ^ sum) & (y.longValue() ^ sum)) >= 0) {
                return RegoNumber.of(sum);
            }
        }
        return combine(x, y, BigInteger::add, BigFloat::add);
    }

    static RegoValue minus(BuiltinContext context, RegoValue first, RegoValue second) {
        if (first instanceof RegoNumber x && second instanceof RegoNumber y) {
            return difference(x, y);
        }
        if (first instanceof RegoSet x && second instanceof RegoSet y) {
            return Sets.difference(x, y);
        }
        if (!(first instanceof RegoNumber) && !(first instanceof RegoSet)) {
            throw Operands.wrongType(1, first, "number", "set");
        }
        throw Operands.wrongType(2, second, second instanceof RegoNumber ? "set" : "number");
    }

    private static RegoValue difference(RegoNumber x, RegoNumber y) {
        if (x.isLong() && y.isLong()) {
            long difference = x.longValue() - y.longValue();
            if (((x.longValue() ^ y.longValue()) & (x.longValue() ^ difference)) >= 0) {
                return RegoNumber.of(difference);
            }
        }
        return combine(x, y, BigInteger::subtract, BigFloat::subtract);
    }

    static RegoValue multiply(BuiltinContext context, RegoValue first, RegoValue second) {
        RegoNumber x = Operands.number(first, 1);
        RegoNumber y = Operands.number(second, 2);
        if (x.isLong() && y.isLong() && Math.multiplyHigh(x.longValue(), y.longValue()) == 0) {
            long product = x.longValue() * y.longValue();
            if (product >= 0) {
                return RegoNumber.of(product);
            }
        }
        return combine(x, y, (a, b) -> product(context, a, b), BigFloat::multiply);
    }

    private static BigInteger product(BuiltinContext context, BigInteger first, BigInteger second) {
        Limits.bits(context, (long) first.bitLength() + second.bitLength(), "mul");
        return first.multiply(second);
    }

    /** Exact where the divisor divides a small dividend other than zero; a float quotient otherwise. */
    static RegoValue divide(BuiltinContext context, RegoValue first, RegoValue second) {
        RegoNumber x = Operands.number(first, 1);
        RegoNumber y = Operands.number(second, 2);
        if (y.signum() == 0) {
            throw BuiltinFailure.error("divide by zero");
        }
        if (isSmall(x) && isSmall(y)) {
            long dividend = x.longValue();
            long divisor = y.longValue();
            if (dividend != 0 && dividend % divisor == 0) {
                return RegoNumber.of(dividend / divisor);
            }
        }
        return number(bigFloat(x).divide(bigFloat(y)));
    }

    static RegoValue remainder(BuiltinContext context, RegoValue first, RegoValue second) {
        RegoNumber x = Operands.number(first, 1);
        RegoNumber y = Operands.number(second, 2);
        if (!x.isInteger() || !y.isInteger()) {
            throw BuiltinFailure.error("modulo on floating-point number");
        }
        if (y.signum() == 0) {
            throw BuiltinFailure.error("modulo by zero");
        }
        if (x.isLong() && y.isLong()) {
            return RegoNumber.of(x.longValue() % y.longValue());
        }
        return RegoNumber.of(Operands.bigInteger(x, 1).remainder(Operands.bigInteger(y, 2)));
    }

    private static RegoValue combine(
            RegoNumber x, RegoNumber y, BinaryOperator<BigInteger> exact, BinaryOperator<BigFloat> rounded) {
        if (x.isInteger() && y.isInteger()) {
            return RegoNumber.of(exact.apply(Operands.bigInteger(x, 1), Operands.bigInteger(y, 2)));
        }
        return number(rounded.apply(bigFloat(x), bigFloat(y)));
    }

    private static RegoValue unary(
            RegoValue operand, java.util.function.LongUnaryOperator small, UnaryOperator<BigFloat> wide) {
        RegoNumber x = Operands.number(operand, 1);
        if (isSmall(x)) {
            return RegoNumber.of(small.applyAsLong(x.longValue()));
        }
        return number(wide.apply(bigFloat(x)));
    }

    private static long same(long value) {
        return value;
    }

    private static BigFloat round(BigFloat value) {
        return BigFloat.exactly((value.isNegative() ? value.subtract(HALF) : value.add(HALF)).truncate());
    }

    private static BigFloat ceil(BigFloat value) {
        BigInteger whole = value.truncate();
        boolean done = value.isInteger() || whole.signum() < 0;
        return BigFloat.exactly(whole).add(done ? zero() : BigFloat.one());
    }

    private static BigFloat floor(BigFloat value) {
        BigInteger whole = value.truncate();
        boolean done = value.isInteger() || whole.signum() >= 0;
        return BigFloat.exactly(whole).subtract(done ? zero() : BigFloat.one());
    }

    private static BigFloat zero() {
        return BigFloat.of(BigDecimal.ZERO);
    }

    /** Whether OPA computes with the number as a machine integer: written plainly and within 32 bits. */
    private static boolean isSmall(RegoNumber number) {
        return number.isLong() && number.longValue() == (int) number.longValue();
    }

    static BigFloat bigFloat(RegoNumber number) {
        return BigFloat.of(number.decimalValue(), number.text().startsWith("-"));
    }

    static RegoNumber number(BigFloat value) {
        return RegoNumber.parse(value.toString());
    }
}
