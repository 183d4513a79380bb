package dev.writ.policy.check.types;

import dev.writ.policy.type.RegoType;
import dev.writ.policy.type.RegoType.FunctionType;
import dev.writ.policy.type.RegoType.ObjectType;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The types of documents at their places. Grows while rules are checked, each after those that it depends on. */
final class TypeTree {
    private final NavigableMap<RegoValue, TypeTree> children = new TreeMap<>();
    private @Nullable RegoType type;

    /** What was said of exactly this place, or null. */
    @Nullable
    RegoType type() {
        return type;
    }

    @Nullable
    TypeTree child(RegoValue key) {
        return children.get(key);
    }

    NavigableMap<RegoValue, TypeTree> children() {
        return children;
    }

    /** Says what is at {@code path}, whatever was said before. */
    void put(List<? extends RegoValue> path, RegoType given) {
        TypeTree node = this;
        for (RegoValue key : path) {
            node = node.children.computeIfAbsent(key, missing -> new TypeTree());
        }
        node.type = given;
    }

    /** Adds what one more rule at {@code path} gives; rules inside of an object add to it, and it to them. */
    void add(List<? extends RegoValue> path, RegoType given) {
        TypeTree node = this;
        for (int i = 0; i < path.size(); i++) {
            TypeTree child = node.children.get(path.get(i));
            if (child == null) {
                child = new TypeTree();
                node.children.put(path.get(i), child);
            } else if (i + 1 < path.size()) {
                child.receive(path.subList(i + 1, path.size()), given);
            }
            node = child;
        }
        RegoType before = node.type;
        RegoType merged = before == null ? given : merge(before, given);
        node.type = merged;
        if (Types.plain(given) instanceof ObjectType && Types.plain(merged) instanceof ObjectType object) {
            node.type = node.withLeaves(object);
        }
    }

    private void receive(List<? extends RegoValue> path, RegoType given) {
        RegoType known = type;
        if (known != null && Types.plain(known) instanceof ObjectType object) {
            type = insert(object, path, given);
        }
    }

    private RegoType withLeaves(ObjectType object) {
        List<ObjectType> result = new ArrayList<>(List.of(object));
        children.forEach((key, child) ->
                child.leaves(List.of(key), (path, leaf) -> result.set(0, insert(result.getFirst(), path, leaf))));
        return result.getFirst();
    }

    private void leaves(List<RegoValue> path, BiConsumer<List<RegoValue>, RegoType> found) {
        RegoType known = type;
        if (known != null) {
            found.accept(path, known);
            return;
        }
        children.forEach((key, child) -> {
            List<RegoValue> longer = new ArrayList<>(path);
            longer.add(key);
            child.leaves(longer, found);
        });
    }

    private static ObjectType insert(ObjectType object, List<? extends RegoValue> path, RegoType given) {
        RegoType key = Types.of(path.getFirst());
        RegoType value = path.size() == 1
                ? given
                : insert(new ObjectType(new TreeMap<>(), null, null), path.subList(1, path.size()), given);
        RegoType keys = object.key();
        RegoType values = object.value();
        return new ObjectType(
                object.fixed(),
                keys == null ? key : Types.or(keys, key),
                values == null ? value : Types.or(values, value));
    }

    /** What two rules of the same place give together. */
    static RegoType merge(RegoType first, RegoType second) {
        RegoType left = Types.plain(first);
        RegoType right = Types.plain(second);
        if (left instanceof RegoType.SetType a && right instanceof RegoType.SetType b) {
            return new RegoType.SetType(Types.or(a.element(), b.element()));
        }
        if (left instanceof ObjectType a
                && right instanceof ObjectType b
                && a.fixed().isEmpty()
                && b.fixed().isEmpty()) {
            return objects(a, b);
        }
        return Types.or(left, right);
    }

    private static RegoType objects(ObjectType left, ObjectType right) {
        RegoType leftKey = left.key();
        RegoType leftValue = left.value();
        RegoType rightKey = right.key();
        RegoType rightValue = right.value();
        if (leftKey == null || leftValue == null) {
            return right;
        }
        if (rightKey == null || rightValue == null) {
            return left;
        }
        return ObjectType.of(Types.or(leftKey, rightKey), merge(leftValue, rightValue));
    }

    /** The type of everything here: an object of what is known, which may have other keys as base data. */
    RegoType extent() {
        RegoType known = type;
        if (known != null) {
            return known;
        }
        SortedMap<RegoValue, RegoType> fixed = new TreeMap<>();
        children.forEach((key, child) -> {
            RegoType below = child.extent();
            boolean shown = key instanceof RegoString || key instanceof RegoNumber || key instanceof RegoBoolean;
            if (shown && !(below instanceof FunctionType)) {
                fixed.put(key, below);
            }
        });
        return new ObjectType(fixed, Types.STRING, Types.ANY);
    }
}
