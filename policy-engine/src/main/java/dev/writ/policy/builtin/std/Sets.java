package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoValue;
import java.util.Map;

/** Set algebra. */
final class Sets {

    private Sets() {}

    static Map<String, Builtin> functions() {
        return Map.of(
                "and", (Binary) (context, x, y) -> intersect(Operands.set(x, 1), Operands.set(y, 2)),
                "or", (Binary) (context, x, y) -> unite(Operands.set(x, 1), Operands.set(y, 2)),
                "set_diff", (Binary) (context, x, y) -> difference(Operands.set(x, 1), Operands.set(y, 2)),
                "intersection", (Unary) Sets::intersection,
                "union", (Unary) Sets::union);
    }

    static RegoSet difference(RegoSet x, RegoSet y) {
        RegoSet.Builder result = RegoSet.builder();
        for (RegoValue element : x) {
            if (!y.contains(element)) {
                result.add(element);
            }
        }
        return result.build();
    }

    private static RegoSet intersect(RegoSet x, RegoSet y) {
        boolean firstIsSmaller = x.size() <= y.size();
        RegoSet fewer = firstIsSmaller ? x : y;
        RegoSet more = firstIsSmaller ? y : x;
        RegoSet.Builder result = RegoSet.builder();
        for (RegoValue element : fewer) {
            if (more.contains(element)) {
                result.add(element);
            }
        }
        return result.build();
    }

    private static RegoSet unite(RegoSet x, RegoSet y) {
        if (x.size() == 0 || y.size() == 0) {
            return x.size() == 0 ? y : x;
        }
        RegoSet.Builder result = RegoSet.builder();
        x.forEach(result::add);
        y.forEach(result::add);
        return result.build();
    }

    private static RegoValue intersection(BuiltinContext context, RegoValue operand) {
        RegoSet sets = Operands.set(operand, 1);
        if (sets.size() == 0) {
            return RegoSet.EMPTY;
        }
        RegoSet result = Operands.set(sets.get(0), 1);
        for (int i = 1; i < sets.size(); i++) {
            context.checkpoint();
            result = intersect(result, Operands.set(sets.get(i), 1));
        }
        return result;
    }

    private static RegoValue union(BuiltinContext context, RegoValue operand) {
        RegoSet.Builder result = RegoSet.builder();
        for (RegoValue set : Operands.set(operand, 1)) {
            context.checkpoint();
            Operands.set(set, 1).forEach(result::add);
        }
        return result.build();
    }
}
