package dev.writ.policy.check.types;

import dev.writ.policy.type.RegoType;
import dev.writ.policy.type.RegoType.Any;
import dev.writ.policy.type.RegoType.ArrayType;
import dev.writ.policy.type.RegoType.FunctionType;
import dev.writ.policy.type.RegoType.ObjectType;
import dev.writ.policy.type.RegoType.Recursive;
import dev.writ.policy.type.RegoType.Scalar;
import dev.writ.policy.type.RegoType.SetType;
import dev.writ.policy.type.RegoType.Union;
import dev.writ.policy.type.RegoType.Unknown;
import dev.writ.policy.value.RegoInteger;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What keys select of a type. */
public final class Selection {
    private Selection() {}

    /** The type of the value under {@code key}, or null where no value of the type has that key. */
    public static @Nullable RegoType select(RegoType type, RegoValue key) {
        return switch (Types.plain(type)) {
            case Any t -> t;
            case Unknown t -> t;
            case ArrayType t -> element(t, key);
            case ObjectType t -> member(t, key);
            case SetType t -> selectOf(t.element(), key);
            case Union t -> {
                RegoType found = null;
                for (RegoType one : t.types()) {
                    RegoType selected = select(one, key);
                    found = selected == null ? found : found == null ? selected : Types.or(selected, found);
                }
                yield found;
            }
            case Scalar t -> null;
            case FunctionType t -> null;
            case Recursive t -> Types.ANY;
        };
    }

    /** What {@code path} selects; a key that is null is known at run time only. Null where it selects nothing. */
    public static @Nullable RegoType follow(RegoType type, List<? extends @Nullable RegoValue> path) {
        RegoType current = type;
        for (RegoValue key : path) {
            RegoType next =
                    key != null ? select(current, key) : Types.isEmptyCollection(current) ? Types.ANY : values(current);
            if (next == null) {
                return null;
            }
            current = next;
        }
        return current;
    }

    private static @Nullable RegoType element(ArrayType array, RegoValue key) {
        if (!(key instanceof RegoInteger index) || !index.isLong() || index.longValue() < 0) {
            return null;
        }
        return at(array, index.longValue());
    }

    /** The type of the element at {@code index}, or null where there is none. */
    public static @Nullable RegoType at(ArrayType array, long index) {
        return index < array.fixed().size() ? array.fixed().get((int) index) : array.rest();
    }

    private static @Nullable RegoType member(ObjectType object, RegoValue key) {
        RegoType known = object.fixed().get(key);
        if (known != null) {
            return known;
        }
        RegoType keys = object.key();
        return keys != null && contains(keys, Types.of(key)) ? object.value() : null;
    }

    private static @Nullable RegoType selectOf(RegoType element, RegoValue key) {
        RegoType type = Types.of(key);
        return contains(element, type) ? type : null;
    }

    /** True if {@code type} is a superset, as far as this is decided: the same, or a part of a union. */
    private static boolean contains(RegoType type, RegoType other) {
        return switch (type) {
            case Any t -> true;
            case Unknown t -> true;
            case Union t -> t.types().stream().anyMatch(one -> TypeOrder.INSTANCE.compare(one, other) == 0);
            case Scalar t -> t.equals(other);
            case ArrayType t -> TypeOrder.INSTANCE.compare(t, other) == 0;
            case SetType t -> TypeOrder.INSTANCE.compare(t, other) == 0;
            case ObjectType t -> TypeOrder.INSTANCE.compare(t, other) == 0;
            case FunctionType t -> false;
            case Recursive t -> contains(t.target(), other);
        };
    }

    /** The type of the keys, or null where nothing can be selected from the type, or nothing is in it. */
    public static @Nullable RegoType keys(RegoType type) {
        return switch (Types.plain(type)) {
            case Any t -> t;
            case Unknown t -> t;
            case ArrayType t -> Types.NUMBER;
            case ObjectType t -> {
                RegoType found = t.key() instanceof Unknown ? null : t.key();
                for (RegoValue key : t.fixed().keySet()) {
                    found = orNull(found, Types.of(key));
                }
                yield found;
            }
            case SetType t -> t.element() instanceof Unknown ? null : t.element();
            case Union t -> {
                RegoType found = null;
                for (RegoType one : t.types()) {
                    found = orNull(found, keys(one));
                }
                yield found;
            }
            case Scalar t -> null;
            case FunctionType t -> null;
            case Recursive t -> Types.ANY;
        };
    }

    /** The type of the values, or null where nothing can be selected from the type, or nothing is in it. */
    public static @Nullable RegoType values(RegoType type) {
        return switch (Types.plain(type)) {
            case Any t -> t;
            case Unknown t -> t;
            case ArrayType t -> all(t.fixed(), t.rest());
            case ObjectType t -> all(List.copyOf(t.fixed().values()), t.value());
            case SetType t -> t.element() instanceof Unknown ? null : t.element();
            case Union t -> {
                RegoType found = null;
                for (RegoType one : t.types()) {
                    found = orNull(found, values(one));
                }
                yield found;
            }
            case Scalar t -> null;
            case FunctionType t -> null;
            case Recursive t -> Types.ANY;
        };
    }

    private static @Nullable RegoType all(List<RegoType> fixed, @Nullable RegoType rest) {
        RegoType found = rest;
        for (RegoType type : fixed) {
            found = orNull(found, type);
        }
        return found;
    }

    private static @Nullable RegoType orNull(@Nullable RegoType left, @Nullable RegoType right) {
        return left == null ? right : right == null ? left : Types.or(left, right);
    }

    /** The keys that are known to exist, for messages. */
    public static SortedSet<RegoValue> knownKeys(RegoType type) {
        SortedSet<RegoValue> keys = new TreeSet<>();
        RegoType plain = Types.plain(type);
        if (plain instanceof ObjectType object) {
            keys.addAll(object.fixed().keySet());
        } else if (plain instanceof Union union) {
            union.types().forEach(one -> keys.addAll(knownKeys(one)));
        }
        return keys;
    }
}
