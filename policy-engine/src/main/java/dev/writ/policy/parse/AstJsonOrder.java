package dev.writ.policy.parse;

import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** OPA's order of terms, by which it shows the elements of sets and the keys of objects; places do not count. */
final class AstJsonOrder {

    private static final List<String> KINDS = List.of(
            "null",
            "boolean",
            "number",
            "string",
            "var",
            "ref",
            "array",
            "object",
            "set",
            "arraycomprehension",
            "objectcomprehension",
            "setcomprehension",
            "call",
            "templatestring");

    private AstJsonOrder() {}

    /** The elements in order, each once. */
    static RegoArray set(List<RegoValue> elements) {
        TreeSet<RegoValue> sorted = new TreeSet<>(AstJsonOrder::compare);
        sorted.addAll(elements);
        return RegoArray.of(sorted);
    }

    /** The entries by their keys. */
    static RegoArray object(List<RegoArray> entries) {
        List<RegoArray> sorted = new ArrayList<>(entries);
        sorted.sort((a, b) -> compare(a.get(0), b.get(0)));
        return RegoArray.of(sorted);
    }

    private static int compare(@Nullable RegoValue a, @Nullable RegoValue b) {
        if (a instanceof RegoObject left && b instanceof RegoObject right) {
            String kind = kind(left);
            int byKind = Integer.compare(KINDS.indexOf(kind), KINDS.indexOf(kind(right)));
            return byKind != 0 || kind.isEmpty() ? byKind(byKind, left, right) : contents(left, right);
        }
        if (a instanceof RegoArray left && b instanceof RegoArray right) {
            return arrays(left, right);
        }
        return a == null || b == null ? Boolean.compare(a != null, b != null) : a.compareTo(b);
    }

    private static int byKind(int byKind, RegoObject left, RegoObject right) {
        return byKind != 0 ? byKind : left.compareTo(right);
    }

    private static int contents(RegoObject left, RegoObject right) {
        return compare(left.get("value"), right.get("value"));
    }

    private static int arrays(RegoArray left, RegoArray right) {
        Iterator<RegoValue> others = right.iterator();
        for (RegoValue one : left) {
            if (!others.hasNext()) {
                return 1;
            }
            int order = compare(one, others.next());
            if (order != 0) {
                return order;
            }
        }
        return others.hasNext() ? -1 : 0;
    }

    private static String kind(RegoObject term) {
        return term.get("type") instanceof RegoString type ? type.value() : "";
    }
}
