package dev.writ.policy.lint;

import dev.writ.policy.builtin.BuiltinSignature;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The built-in functions that policies may call. */
public final class Language {
    private final Map<String, BuiltinSignature> functions = new HashMap<>();
    private final Set<String> firstNames = new HashSet<>();

    public Language(Collection<BuiltinSignature> functions) {
        for (BuiltinSignature function : functions) {
            this.functions.put(function.name(), function);
            firstNames.add(firstName(function.name()));
        }
    }

    private static String firstName(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** The function of that name, or null. */
    public @Nullable BuiltinSignature function(String name) {
        return functions.get(name);
    }

    /** The names of all functions. */
    public Set<String> names() {
        return new TreeSet<>(functions.keySet());
    }

    /** True for a function, and for the first part of the name of one, such as {@code io}. */
    public boolean isFirstName(String name) {
        return firstNames.contains(name);
    }
}
