package dev.writ.policy.builtin;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The built-in functions a program may call: signatures by name, and the implementations there are. Immutable.
 */
public final class BuiltinRegistry {

    private final Map<String, BuiltinSignature> signatures;
    private final Map<String, Builtin> implementations;

    private BuiltinRegistry(Map<String, BuiltinSignature> signatures, Map<String, Builtin> implementations) {
        this.signatures = signatures;
        this.implementations = implementations;
    }

    /**
     * A registry.
     *
     * @throws IllegalArgumentException if an implementation has no signature, or one it does not fit
     */
    public static BuiltinRegistry of(
            Collection<BuiltinSignature> signatures, Map<String, ? extends Builtin> implementations) {
        Map<String, BuiltinSignature> byName = new LinkedHashMap<>();
        signatures.forEach(signature -> byName.put(signature.name(), signature));
        implementations.forEach((name, builtin) -> {
            BuiltinSignature signature = byName.get(name);
            if (signature == null) {
                throw new IllegalArgumentException("`" + name + "` has no signature");
            }
            boolean relation = builtin instanceof Builtin.Relation;
            if (signature.arity() != builtin.arity() || signature.relation() != relation) {
                throw new IllegalArgumentException("`" + name + "` does not fit its signature");
            }
        });
        return new BuiltinRegistry(Collections.unmodifiableMap(byName), Map.copyOf(implementations));
    }

    /** The signatures of the standard built-in functions, with the implementations given. */
    public static BuiltinRegistry standard(Map<String, ? extends Builtin> implementations) {
        return of(SignatureTable.load(), implementations);
    }

    /** The same with another implementation of one function. */
    public BuiltinRegistry with(String name, Builtin implementation) {
        Map<String, Builtin> all = new HashMap<>(implementations);
        all.put(name, implementation);
        return of(signatures.values(), all);
    }

    /** The same with only some of the functions. */
    public BuiltinRegistry restrictedTo(Predicate<BuiltinSignature> allowed) {
        Map<String, BuiltinSignature> left = new LinkedHashMap<>(signatures);
        left.values().removeIf(allowed.negate());
        Map<String, Builtin> implemented = new HashMap<>(implementations);
        implemented.keySet().retainAll(left.keySet());
        return of(left.values(), implemented);
    }

    /** How a function is called, if there is one of that name. */
    public Optional<BuiltinSignature> signature(String name) {
        return Optional.ofNullable(signatures.get(name));
    }

    /** The implementation of a function; a function that has none must not be called. */
    public Optional<Builtin> implementation(String name) {
        return Optional.ofNullable(implementations.get(name));
    }

    /** All signatures. */
    public Collection<BuiltinSignature> signatures() {
        return signatures.values();
    }

    /** The names of functions that have a signature and no implementation, sorted. */
    public List<String> notImplemented() {
        return signatures.keySet().stream()
                .filter(name -> !implementations.containsKey(name))
                .sorted()
                .toList();
    }
}
