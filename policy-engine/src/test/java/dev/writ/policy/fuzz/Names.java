package dev.writ.policy.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The variables that have a value at one place of a body. */
final class Names {

    private final Map<String, Kind> kinds;
    private final List<String> declared = new ArrayList<>();

    Names() {
        this(Map.of());
    }

    private Names(Map<String, Kind> kinds) {
        this.kinds = new LinkedHashMap<>(kinds);
    }

    /** For a body inside: what it adds is not seen outside. */
    Names inner() {
        return new Names(kinds);
    }

    void add(String name, Kind kind) {
        kinds.put(name, kind);
    }

    /** Adds a variable that the body must use. */
    void declare(String name, Kind kind) {
        add(name, kind);
        declared.add(name);
    }

    /** The variables that were declared since this was asked last. */
    List<String> takeDeclared() {
        List<String> taken = List.copyOf(declared);
        declared.clear();
        return taken;
    }

    /** Some variable of this kind, or null. */
    @Nullable
    String pick(Kind kind, Random random) {
        List<String> fitting = new ArrayList<>();
        kinds.forEach((name, known) -> {
            if (known == kind || kind == Kind.ANY || (known == Kind.ANY && random.nextInt(3) == 0)) {
                fitting.add(name);
            }
        });
        return fitting.isEmpty() ? null : fitting.get(random.nextInt(fitting.size()));
    }
}
