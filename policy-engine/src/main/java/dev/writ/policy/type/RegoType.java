package dev.writ.policy.type;

import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.ValueKind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A set of values. */
public sealed interface RegoType {

    /** The type that {@code notation} writes. See {@link TypeNotation}. */
    static RegoType parse(String notation) {
        return TypeNotation.parse(notation);
    }

    /** True if {@code value} is one of these values. */
    boolean accepts(RegoValue value);

    /** Every value. */
    record Any() implements RegoType {
        @Override
        public boolean accepts(RegoValue value) {
            return true;
        }

        @Override
        public String toString() {
            return "any";
        }
    }

    /** Nothing is known yet: the type of a variable before something says it. */
    record Unknown() implements RegoType {
        @Override
        public boolean accepts(RegoValue value) {
            return true;
        }

        @Override
        public String toString() {
            return "???";
        }
    }

    /** Null, and every boolean, number or string. */
    record Scalar(ValueKind kind) implements RegoType {
        @Override
        public boolean accepts(RegoValue value) {
            return value.kind() == kind;
        }

        @Override
        public String toString() {
            return kind.label();
        }
    }

    /** What one of several types has. */
    record Union(List<RegoType> types) implements RegoType {
        public Union {
            types = List.copyOf(types);
        }

        @Override
        public boolean accepts(RegoValue value) {
            return types.stream().anyMatch(type -> type.accepts(value));
        }

        @Override
        public String toString() {
            return "any" + TypeNotation.angles(types);
        }
    }

    /**
     * Arrays.
     *
     * @param fixed the types of the first elements
     * @param rest the type of any number of further elements, or null where there are none
     */
    record ArrayType(List<RegoType> fixed, @Nullable RegoType rest) implements RegoType {
        public ArrayType {
            fixed = List.copyOf(fixed);
        }

        @Override
        public boolean accepts(RegoValue value) {
            if (!(value instanceof RegoArray array) || array.size() < fixed.size()) {
                return false;
            }
            for (int i = 0; i < array.size(); i++) {
                RegoType type = i < fixed.size() ? fixed.get(i) : rest;
                if (type == null || !type.accepts(array.get(i))) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            RegoType more = rest;
            return "array" + TypeNotation.angles(fixed) + (more == null ? "" : "[" + more + "]");
        }
    }

    /**
     * Sets.
     *
     * @param element the type of the elements; unknown for the empty set
     */
    record SetType(RegoType element) implements RegoType {
        @Override
        public boolean accepts(RegoValue value) {
            return value instanceof RegoSet set && set.toList().stream().allMatch(element::accepts);
        }

        @Override
        public String toString() {
            return element instanceof Unknown ? "set" : "set[" + element + "]";
        }
    }

    /**
     * Objects.
     *
     * @param fixed the types of the values under these keys, which every object has
     * @param key the type of any number of further keys, or null where there are none
     * @param value the type of the values under those, null with {@code key}
     */
    record ObjectType(
            SortedMap<RegoValue, RegoType> fixed,
            @Nullable RegoType key,
            @Nullable RegoType value) implements RegoType {
        public ObjectType {
            fixed = Collections.unmodifiableSortedMap(new TreeMap<>(fixed));
        }

        /** Objects without keys that are known. */
        public static ObjectType of(RegoType key, RegoType value) {
            return new ObjectType(new TreeMap<>(), key, value);
        }

        @Override
        public boolean accepts(RegoValue candidate) {
            if (!(candidate instanceof RegoObject object)) {
                return false;
            }
            return fixed.keySet().stream().allMatch(object::containsKey)
                    && object.keys().toList().stream().allMatch(name -> acceptsEntry(object, name));
        }

        private boolean acceptsEntry(RegoObject object, RegoValue name) {
            RegoValue entry = object.get(name);
            RegoType known = fixed.get(name);
            RegoType keys = key;
            RegoType values = value;
            if (entry == null) {
                return false;
            }
            if (known != null) {
                return known.accepts(entry);
            }
            return keys != null && values != null && keys.accepts(name) && values.accepts(entry);
        }

        @Override
        public String toString() {
            List<String> entries = fixed.entrySet().stream()
                    .map(entry -> label(entry.getKey()) + ": " + entry.getValue())
                    .toList();
            String known = entries.isEmpty() ? "" : "<" + String.join(", ", entries) + ">";
            return "object" + known + (key == null ? "" : "[" + key + ": " + value + "]");
        }

        private static String label(RegoValue key) {
            return key instanceof RegoString string ? string.value() : key.toString();
        }
    }

    /**
     * Functions. No value is one; the type says how a call fits.
     *
     * @param args the types of the arguments
     * @param rest the type of any number of further arguments, or null
     * @param result the type of what a call gives, or null where it gives nothing
     */
    record FunctionType(
            List<RegoType> args,
            @Nullable RegoType rest,
            @Nullable RegoType result) implements RegoType {
        public FunctionType {
            args = List.copyOf(args);
        }

        @Override
        public boolean accepts(RegoValue value) {
            return false;
        }

        @Override
        public String toString() {
            return arguments() + " => " + (result == null ? "nothing" : result);
        }

        /** The arguments in parentheses. */
        public String arguments() {
            StringBuilder out = new StringBuilder("(");
            args.forEach(arg -> out.append(out.length() > 1 ? ", " : "").append(arg));
            if (rest != null) {
                out.append(out.length() > 1 ? ", " : "").append(rest).append("...");
            }
            return out.append(')').toString();
        }
    }

    /**
     * A type that occurs inside of itself, as JSON Schemas can say it. Two of them are equal only if they are the same.
     */
    final class Recursive implements RegoType {
        private final String name;
        private @Nullable RegoType target;

        /** A type whose meaning follows with {@link #bind}. */
        public Recursive(String name) {
            this.name = name;
        }

        /** Says what it means, once, before anybody else sees it. */
        public void bind(RegoType type) {
            if (target != null) {
                throw new IllegalStateException("`" + name + "` is bound");
            }
            target = type;
        }

        /** What it means: never recursive itself. */
        public RegoType target() {
            RegoType bound = target;
            return bound == null || bound instanceof Recursive ? new Any() : bound;
        }

        @Override
        public boolean accepts(RegoValue value) {
            return target().accepts(value);
        }

        @Override
        public String toString() {
            return "recursive(" + name + ")";
        }
    }

    /** One of {@code types}, which are other than each other. */
    static RegoType union(List<RegoType> types) {
        return types.size() == 1 ? types.getFirst() : new Union(types);
    }

    /** Objects with exactly these keys. */
    static ObjectType object(Map<? extends RegoValue, RegoType> fixed) {
        return new ObjectType(new TreeMap<>(fixed), null, null);
    }
}
