package dev.writ.policy.check;

import dev.writ.policy.ast.TermText;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Paths below {@code data}. */
final class Paths {
    private Paths() {}

    /** As messages show it: {@code data.a["b c"]}. */
    static String text(List<? extends @Nullable RegoValue> path) {
        StringBuilder out = new StringBuilder("data");
        for (RegoValue key : path) {
            out.append(key == null ? "[_]" : TermText.step(key));
        }
        return out.toString();
    }

    /** The path as strings, or null where one of its keys is no string. */
    static @Nullable List<String> strings(List<? extends RegoValue> path) {
        List<String> names = new ArrayList<>();
        for (RegoValue key : path) {
            if (!(key instanceof RegoString name)) {
                return null;
            }
            names.add(name.value());
        }
        return names;
    }

    static List<RegoValue> of(List<String> names) {
        return List.copyOf(names.stream().map(RegoString::of).toList());
    }
}
