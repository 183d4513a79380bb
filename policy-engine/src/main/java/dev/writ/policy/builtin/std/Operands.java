package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Operands as the types a built-in needs, or OPA's error that says which operand is wrong. */
final class Operands {

    private Operands() {}

    static String string(RegoValue value, int position) {
        if (value instanceof RegoString string) {
            return string.value();
        }
        throw wrongType(position, value, "string");
    }

    static RegoNumber number(RegoValue value, int position) {
        if (value instanceof RegoNumber number) {
            return number;
        }
        throw wrongType(position, value, "number");
    }

    /** An integer that fits a long and is written as one. */
    static long integer(RegoValue value, int position) {
        RegoNumber number = number(value, position);
        if (number.isIndex()) {
            return number.longValue();
        }
        throw BuiltinFailure.type("operand " + position + " must be integer number but got floating-point number");
    }

    /** An integer of any size. */
    static BigInteger bigInteger(RegoValue value, int position) {
        if (!(value instanceof RegoNumber number)) {
            throw wrongType(position, value, "integer");
        }
        if (!number.isInteger()) {
            throw BuiltinFailure.type("operand " + position + " must be integer number but got floating-point number");
        }
        return number.isLong()
                ? BigInteger.valueOf(number.longValue())
                : number.decimalValue().toBigIntegerExact();
    }

    static RegoArray array(RegoValue value, int position) {
        if (value instanceof RegoArray array) {
            return array;
        }
        throw wrongType(position, value, "array");
    }

    static RegoSet set(RegoValue value, int position) {
        if (value instanceof RegoSet set) {
            return set;
        }
        throw wrongType(position, value, "set");
    }

    static RegoObject object(RegoValue value, int position) {
        if (value instanceof RegoObject object) {
            return object;
        }
        throw wrongType(position, value, "object");
    }

    /** The elements of an array or a set; {@code expected} is how an error names the two. */
    static Iterable<RegoValue> elements(RegoValue value, int position, String... expected) {
        if (value instanceof RegoArray array) {
            return array;
        }
        if (value instanceof RegoSet set) {
            return set;
        }
        throw wrongType(position, value, expected);
    }

    /** The strings of an array or a set of strings. */
    static List<String> strings(RegoValue value, int position, String... expected) {
        List<String> strings = new ArrayList<>();
        for (RegoValue element : elements(value, position, expected)) {
            if (!(element instanceof RegoString string)) {
                throw wrongElement(position, value, element, "string");
            }
            strings.add(string.value());
        }
        return strings;
    }

    static BuiltinFailure wrongType(int position, RegoValue got, String... expected) {
        String wanted = expected.length == 1 ? expected[0] : "one of {" + String.join(", ", expected) + "}";
        return BuiltinFailure.type("operand " + position + " must be " + wanted + " but got "
                + got.kind().label());
    }

    static BuiltinFailure wrongElement(int position, RegoValue collection, RegoValue element, String expected) {
        String kind = collection.kind().label();
        return BuiltinFailure.type("operand " + position + " must be " + kind + " of " + expected + "s but got " + kind
                + " containing " + element.kind().label());
    }
}
