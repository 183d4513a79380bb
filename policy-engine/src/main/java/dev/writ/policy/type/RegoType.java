package dev.writ.policy.type;

import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.ValueKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** Sets. */
    record SetType(RegoType element) implements RegoType {
        @Override
        public boolean accepts(RegoValue value) {
            return value instanceof RegoSet set && set.toList().stream().allMatch(element::accepts);
        }

        @Override
        public String toString() {
            return "set[" + element + "]";
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
            Map<String, RegoType> fixed,
            @Nullable RegoType key,
            @Nullable RegoType value) implements RegoType {
        public ObjectType {
            fixed = Collections.unmodifiableMap(new LinkedHashMap<>(fixed));
        }

        @Override
        public boolean accepts(RegoValue candidate) {
            if (!(candidate instanceof RegoObject object)) {
                return false;
            }
            return fixed.keySet().stream().allMatch(name -> object.containsKey(RegoString.of(name)))
                    && object.keys().toList().stream().allMatch(name -> acceptsEntry(object, name));
        }

        private boolean acceptsEntry(RegoObject object, RegoValue name) {
            RegoValue entry = object.get(name);
            RegoType known = name instanceof RegoString string ? fixed.get(string.value()) : null;
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
            return "object" + TypeNotation.angles(fixed) + (key == null ? "" : "[" + key + ": " + value + "]");
        }
    }
}
