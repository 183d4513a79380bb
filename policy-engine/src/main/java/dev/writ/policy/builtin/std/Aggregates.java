package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.Builtin.Ternary;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.BigFloat;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;

/** Functions of a whole collection, and membership in one. */
final class Aggregates {

    private Aggregates() {}

    static Map<String, Builtin> functions() {
        return Map.ofEntries(
                Map.entry("count", (Unary) Aggregates::count),
                Map.entry("sum", (Unary) Aggregates::sum),
                Map.entry("product", (Unary) Aggregates::product),
                Map.entry("max", (Unary) Aggregates::max),
                Map.entry("min", (Unary) Aggregates::min),
                Map.entry("sort", (Unary) Aggregates::sort),
                Map.entry("any", (Unary) Aggregates::any),
                Map.entry("all", (Unary) Aggregates::all),
                Map.entry("internal.member_2", (Binary) Aggregates::member),
                Map.entry("internal.member_3", (Ternary) Aggregates::memberWithKey));
    }

    private static RegoValue count(BuiltinContext context, RegoValue operand) {
        int size = operand instanceof RegoArray array
                ? array.size()
                : operand instanceof RegoSet set
                        ? set.size()
                        : operand instanceof RegoObject object
                                ? object.size()
                                : operand instanceof RegoString string
                                        ? string.value()
                                                .codePointCount(
                                                        0, string.value().length())
                                        : -1;
        if (size < 0) {
            throw Operands.wrongType(1, operand, "array", "object", "set", "string");
        }
        return RegoNumber.of(size);
    }

    private static RegoValue sum(BuiltinContext context, RegoValue operand) {
        Iterable<RegoValue> elements = Operands.elements(operand, 1, "set", "array");
        BigInteger whole = BigInteger.ZERO;
        long small = 0;
        for (RegoValue element : elements) {
            context.checkpoint();
            RegoNumber number = numberIn(operand, element);
            if (!number.isInteger()) {
                return floatSum(operand, elements);
            }
            long next = number.isLong() ? small + number.longValue() : 0;
            boolean fits = number.isLong() && ((small ^ next) & (number.longValue() ^ next)) >= 0;
            if (fits) {
                small = next;
            } else {
                whole = whole.add(BigInteger.valueOf(small)).add(Operands.bigInteger(number, 1));
                small = 0;
            }
        }
        return RegoNumber.of(whole.add(BigInteger.valueOf(small)));
    }

    private static RegoValue floatSum(RegoValue operand, Iterable<RegoValue> elements) {
        BigFloat sum = BigFloat.of(BigDecimal.ZERO);
        for (RegoValue element : elements) {
            sum = sum.add(Arithmetic.bigFloat(numberIn(operand, element)));
        }
        return Arithmetic.number(sum);
    }

    private static RegoValue product(BuiltinContext context, RegoValue operand) {
        Iterable<RegoValue> elements = Operands.elements(operand, 1, "set", "array");
        BigInteger product = BigInteger.ONE;
        for (RegoValue element : elements) {
            context.checkpoint();
            RegoNumber number = numberIn(operand, element);
            if (!number.isInteger()) {
                return floatProduct(operand, elements);
            }
            product = product.multiply(Operands.bigInteger(number, 1));
            Limits.bits(context, product.bitLength(), "product");
        }
        return RegoNumber.of(product);
    }

    private static RegoValue floatProduct(RegoValue operand, Iterable<RegoValue> elements) {
        BigFloat product = BigFloat.one();
        for (RegoValue element : elements) {
            product = product.accumulateProduct(Arithmetic.bigFloat(numberIn(operand, element)));
        }
        return Arithmetic.number(product);
    }

    private static RegoNumber numberIn(RegoValue collection, RegoValue element) {
        if (element instanceof RegoNumber number) {
            return number;
        }
        throw Operands.wrongElement(1, collection, element, "number");
    }

    private static RegoValue max(BuiltinContext context, RegoValue operand) {
        if (operand instanceof RegoSet set && set.size() > 0) {
            return set.get(set.size() - 1);
        }
        RegoValue best = null;
        for (RegoValue element : Operands.elements(operand, 1, "set", "array")) {
            best = best == null || best.compareTo(element) <= 0 ? element : best;
        }
        if (best == null) {
            throw BuiltinFailure.undefined();
        }
        return best;
    }

    private static RegoValue min(BuiltinContext context, RegoValue operand) {
        if (operand instanceof RegoSet set && set.size() > 0) {
            return set.get(0);
        }
        RegoValue best = null;
        for (RegoValue element : Operands.elements(operand, 1, "set", "array")) {
            best = best == null || best.compareTo(element) >= 0 ? element : best;
        }
        if (best == null) {
            throw BuiltinFailure.undefined();
        }
        return best;
    }

    private static RegoValue sort(BuiltinContext context, RegoValue operand) {
        if (operand instanceof RegoSet set) {
            return RegoArray.of(set.toList());
        }
        if (operand instanceof RegoArray array) {
            RegoValue[] sorted = array.toList().toArray(new RegoValue[0]);
            Arrays.sort(sorted);
            return RegoArray.wrap(sorted);
        }
        throw Operands.wrongType(1, operand, "set", "array");
    }

    private static RegoValue any(BuiltinContext context, RegoValue operand) {
        for (RegoValue element : Operands.elements(operand, 1, "array", "set")) {
            if (element.equals(RegoBoolean.TRUE)) {
                return RegoBoolean.TRUE;
            }
        }
        return RegoBoolean.FALSE;
    }

    private static RegoValue all(BuiltinContext context, RegoValue operand) {
        for (RegoValue element : Operands.elements(operand, 1, "array", "set")) {
            if (!element.equals(RegoBoolean.TRUE)) {
                return RegoBoolean.FALSE;
            }
        }
        return RegoBoolean.TRUE;
    }

    private static RegoValue member(BuiltinContext context, RegoValue element, RegoValue collection) {
        return RegoBoolean.of(
                switch (collection) {
                    case RegoSet set -> set.contains(element);
                    case RegoArray array -> contains(array, element);
                    case RegoObject object -> containsValue(object, element);
                    default -> false;
                });
    }

    private static boolean contains(RegoArray array, RegoValue wanted) {
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i).equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean containsValue(RegoObject object, RegoValue wanted) {
        for (int slot = 0; slot < object.size(); slot++) {
            if (object.valueInSlot(slot).equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    private static RegoValue memberWithKey(
            BuiltinContext context, RegoValue key, RegoValue value, RegoValue collection) {
        return RegoBoolean.of(
                switch (collection) {
                    case RegoSet set -> set.contains(key) && key.equals(value);
                    case RegoArray array -> value.equals(array.find(key));
                    case RegoObject object -> value.equals(object.get(key));
                    default -> false;
                });
    }
}
