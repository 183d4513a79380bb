package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.value.RegoBoolean;
import java.util.Map;

/** Comparison by the total order of values. */
final class Comparison {

    private Comparison() {}

    static Map<String, Builtin> functions() {
        return Map.of(
                "eq", (Binary) (context, x, y) -> RegoBoolean.of(x.equals(y)),
                "assign", (Binary) (context, x, y) -> RegoBoolean.of(x.equals(y)),
                "equal", (Binary) (context, x, y) -> RegoBoolean.of(x.equals(y)),
                "neq", (Binary) (context, x, y) -> RegoBoolean.of(!x.equals(y)),
                "lt", (Binary) (context, x, y) -> RegoBoolean.of(x.compareTo(y) < 0),
                "lte", (Binary) (context, x, y) -> RegoBoolean.of(x.compareTo(y) <= 0),
                "gt", (Binary) (context, x, y) -> RegoBoolean.of(x.compareTo(y) > 0),
                "gte", (Binary) (context, x, y) -> RegoBoolean.of(x.compareTo(y) >= 0));
    }
}
