package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoValue;
import java.math.BigInteger;
import java.util.Map;
import java.util.function.BinaryOperator;

/** Bitwise functions on integers of any size, in two's complement. */
final class Bits {

    private Bits() {}

    static Map<String, Builtin> functions() {
        return Map.of(
                "bits.and",
                binary(BigInteger::and),
                "bits.or",
                binary(BigInteger::or),
                "bits.xor",
                binary(BigInteger::xor),
                "bits.negate",
                (Unary) (context, x) -> RegoNumber.of(Operands.bigInteger(x, 1).not()),
                "bits.lsh",
                (Binary) Bits::left,
                "bits.rsh",
                (Binary) Bits::right);
    }

    private static Binary binary(BinaryOperator<BigInteger> operator) {
        return (context, x, y) -> RegoNumber.of(operator.apply(Operands.bigInteger(x, 1), Operands.bigInteger(y, 2)));
    }

    private static RegoValue left(BuiltinContext context, RegoValue operand, RegoValue by) {
        BigInteger value = Operands.bigInteger(operand, 1);
        BigInteger shift = shift(by);
        if (value.signum() == 0) {
            return RegoNumber.of(0);
        }
        if (shift.bitLength() > 31) {
            throw context.limitExceeded("the result of `bits.lsh`");
        }
        Limits.bits(context, shift.longValue() + value.bitLength(), "bits.lsh");
        return RegoNumber.of(value.shiftLeft(shift.intValue()));
    }

    private static RegoValue right(BuiltinContext context, RegoValue operand, RegoValue by) {
        BigInteger value = Operands.bigInteger(operand, 1);
        BigInteger shift = shift(by);
        return RegoNumber.of(value.shiftRight(shift.bitLength() > 31 ? Integer.MAX_VALUE : shift.intValue()));
    }

    private static BigInteger shift(RegoValue by) {
        BigInteger shift = Operands.bigInteger(by, 2);
        if (shift.signum() < 0) {
            throw BuiltinFailure.type("operand 2 must be an unsigned integer number but got a negative integer");
        }
        return shift;
    }
}
