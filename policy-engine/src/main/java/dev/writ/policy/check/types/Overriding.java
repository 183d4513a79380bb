package dev.writ.policy.check.types;

import dev.writ.policy.type.RegoType;
import dev.writ.policy.type.RegoType.ObjectType;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Types in which something inside has another type than before. */
final class Overriding {
    private Overriding() {}

    /** {@code type} with {@code given} at {@code path}, which is not empty; what else is known stays. */
    static RegoType in(RegoType type, List<? extends RegoValue> path, RegoType given) {
        if (!(Types.plain(type) instanceof ObjectType object)) {
            return nested(path, given, Types.ANY, Types.ANY);
        }
        SortedMap<RegoValue, RegoType> fixed = new TreeMap<>(object.fixed());
        RegoValue key = path.getFirst();
        RegoType known = fixed.get(key);
        if (path.size() == 1) {
            fixed.put(key, given);
        } else if (known != null) {
            fixed.put(key, in(known, path.subList(1, path.size()), given));
        } else {
            fixed.put(key, nested(path.subList(1, path.size()), given, object.key(), object.value()));
        }
        return new ObjectType(fixed, object.key(), object.value());
    }

    private static RegoType nested(
            List<? extends RegoValue> path, RegoType given, @Nullable RegoType key, @Nullable RegoType value) {
        RegoType inner = given;
        for (RegoValue name : path.reversed()) {
            inner = new ObjectType(new TreeMap<>(Map.of(name, inner)), key, value);
        }
        return inner;
    }
}
