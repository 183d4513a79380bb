package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.Builtin.Ternary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** Ranges of integers, integers in other bases, and random integers. */
final class Numbers {

    private Numbers() {}

    static Map<String, Builtin> functions() {
        return Map.of(
                "numbers.range", (Binary) Numbers::range,
                "numbers.range_step", (Ternary) Numbers::rangeStep,
                "format_int", (Binary) Numbers::formatInt,
                "rand.intn", (Binary) Numbers::random);
    }

    private static RegoValue range(BuiltinContext context, RegoValue from, RegoValue to) {
        return range(context, from, to, BigInteger.ONE, "numbers.range");
    }

    private static RegoValue rangeStep(BuiltinContext context, RegoValue from, RegoValue to, RegoValue by) {
        Operands.bigInteger(from, 1);
        Operands.bigInteger(to, 2);
        BigInteger step = Operands.bigInteger(by, 3);
        if (step.signum() <= 0) {
            throw BuiltinFailure.error("numbers.range_step: step must be a positive integer");
        }
        return range(context, from, to, step, "numbers.range_step");
    }

    private static RegoValue range(
            BuiltinContext context, RegoValue from, RegoValue to, BigInteger step, String builtin) {
        BigInteger first = Operands.bigInteger(from, 1);
        BigInteger last = Operands.bigInteger(to, 2);
        BigInteger steps = last.subtract(first).abs().divide(step);
        if (steps.bitLength() > 31) {
            throw context.limitExceeded("the result of `" + builtin + "`");
        }
        Limits.collection(context, steps.longValue() + 1, builtin);
        BigInteger by = last.compareTo(first) >= 0 ? step : step.negate();
        RegoValue[] numbers = new RegoValue[steps.intValue() + 1];
        BigInteger next = first;
        for (int i = 0; i < numbers.length; i++) {
            context.checkpoint();
            numbers[i] = RegoNumber.of(next);
            next = next.add(by);
        }
        return RegoArray.wrap(numbers);
    }

    private static RegoValue formatInt(BuiltinContext context, RegoValue operand, RegoValue base) {
        RegoNumber number = Operands.number(operand, 1);
        int radix = switch (Operands.number(base, 2).text()) {
            case "2" -> 2;
            case "8" -> 8;
            case "10" -> 10;
            case "16" -> 16;
            default -> throw BuiltinFailure.type("operand 2 must be one of {2, 8, 10, 16}");
        };
        BigDecimal value = number.decimalValue();
        if (value.signum() != 0 && Math.abs((long) value.precision() - value.scale()) > 100_000) {
            throw context.limitExceeded("the result of `format_int`");
        }
        return RegoString.of(value.toBigInteger().toString(radix));
    }

    /** Between 0 and the operand (exclusive): one number for each pair of operands in an evaluation. */
    private static RegoValue random(BuiltinContext context, RegoValue seed, RegoValue bound) {
        Operands.string(seed, 1);
        long n = Math.abs(Operands.integer(bound, 2));
        if (n <= 0) {
            return RegoNumber.of(0);
        }
        return context.recorded(
                "rand.intn",
                List.of(seed, bound),
                () -> RegoNumber.of(Math.floorMod(context.environment().randomBits(), n)));
    }
}
