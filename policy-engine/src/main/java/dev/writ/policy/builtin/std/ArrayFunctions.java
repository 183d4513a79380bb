package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.Builtin.Ternary;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The {@code array.*} functions. */
final class ArrayFunctions {

    private ArrayFunctions() {}

    static Map<String, Builtin> functions() {
        return Map.of(
                "array.concat", (Binary) ArrayFunctions::concat,
                "array.flatten", (Unary) ArrayFunctions::flatten,
                "array.reverse", (Unary) ArrayFunctions::reverse,
                "array.slice", (Ternary) ArrayFunctions::slice);
    }

    private static RegoValue concat(BuiltinContext context, RegoValue first, RegoValue second) {
        RegoArray x = Operands.array(first, 1);
        RegoArray y = Operands.array(second, 2);
        if (x.size() == 0 || y.size() == 0) {
            return x.size() == 0 ? y : x;
        }
        Limits.collection(context, (long) x.size() + y.size(), "array.concat");
        List<RegoValue> all = new ArrayList<>(x.size() + y.size());
        x.forEach(all::add);
        y.forEach(all::add);
        return RegoArray.of(all);
    }

    private static RegoValue flatten(BuiltinContext context, RegoValue operand) {
        List<RegoValue> flat = new ArrayList<>();
        for (RegoValue element : Operands.array(operand, 1)) {
            if (element instanceof RegoArray nested) {
                Limits.collection(context, (long) flat.size() + nested.size(), "array.flatten");
                nested.forEach(flat::add);
            } else {
                flat.add(element);
            }
        }
        return RegoArray.of(flat);
    }

    private static RegoValue reverse(BuiltinContext context, RegoValue operand) {
        return RegoArray.of(Operands.array(operand, 1).toList().reversed());
    }

    private static RegoValue slice(BuiltinContext context, RegoValue operand, RegoValue from, RegoValue to) {
        RegoArray array = Operands.array(operand, 1);
        long start = Operands.integer(from, 2);
        long stop = Math.clamp(Operands.integer(to, 3), 0, array.size());
        return array.slice((int) Math.clamp(start, 0, stop), (int) stop);
    }
}
