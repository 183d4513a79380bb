package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.Builtin.Relation;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Walking nested documents, and reachability in a graph given as an object from nodes to their neighbours. */
final class Graphs {

    private Graphs() {}

    static Map<String, Builtin> functions() {
        return Map.of(
                "walk", (Relation) Graphs::walk,
                "graph.reachable", (Binary) Graphs::reachable,
                "graph.reachable_paths", (Binary) Graphs::reachablePaths);
    }

    /** The document itself, then everything in it, parents first, each with its path. */
    private static void walk(BuiltinContext context, RegoValue operand, Predicate<RegoValue> sink) {
        walk(context, operand, new ArrayList<>(), sink);
    }

    private static boolean walk(
            BuiltinContext context, RegoValue value, List<RegoValue> path, Predicate<RegoValue> sink) {
        context.checkpoint();
        if (path.size() > context.limits().maxDepth()) {
            throw context.limitExceeded("the nesting of what `walk` visits");
        }
        if (!sink.test(RegoArray.of(RegoArray.of(path), value))) {
            return false;
        }
        switch (value) {
            case RegoArray array -> {
                for (int i = 0; i < array.size(); i++) {
                    if (!walkChild(context, RegoNumber.of(i), array.get(i), path, sink)) {
                        return false;
                    }
                }
            }
            case RegoObject object -> {
                for (int i = 0; i < object.size(); i++) {
                    if (!walkChild(context, object.keyAt(i), object.valueAt(i), path, sink)) {
                        return false;
                    }
                }
            }
            case RegoSet set -> {
                for (RegoValue element : set) {
                    if (!walkChild(context, element, element, path, sink)) {
                        return false;
                    }
                }
            }
            default -> {
                return true;
            }
        }
        return true;
    }

    private static boolean walkChild(
            BuiltinContext context, RegoValue key, RegoValue value, List<RegoValue> path, Predicate<RegoValue> sink) {
        path.add(key);
        boolean more = walk(context, value, path, sink);
        path.removeLast();
        return more;
    }

    private static RegoValue reachable(BuiltinContext context, RegoValue graph, RegoValue initial) {
        RegoObject edges = Operands.object(graph, 1);
        Deque<RegoValue> queue = new ArrayDeque<>();
        Operands.elements(initial, 2, "{array, set}").forEach(queue::add);
        RegoSet.Builder reached = RegoSet.builder();
        while (!queue.isEmpty()) {
            context.checkpoint();
            RegoValue node = queue.remove();
            RegoValue neighbours = edges.get(node);
            if (neighbours != null && reached.add(node)) {
                for (RegoValue neighbour : neighbours(neighbours)) {
                    if (!reached.contains(neighbour)) {
                        queue.add(neighbour);
                    }
                }
            }
        }
        return reached.build();
    }

    private static Iterable<RegoValue> neighbours(RegoValue collection) {
        return switch (collection) {
            case RegoArray array -> array;
            case RegoSet set -> set;
            default -> List.of();
        };
    }

    private static RegoValue reachablePaths(BuiltinContext context, RegoValue graph, RegoValue initial) {
        RegoObject edges = Operands.object(graph, 1);
        RegoSet.Builder paths = RegoSet.builder();
        for (RegoValue node : Operands.elements(initial, 2, "{array, set}")) {
            RegoValue neighbours = edges.get(node);
            if (neighbours == null) {
                continue;
            }
            boolean leaf = true;
            for (RegoValue neighbour : neighbours(neighbours)) {
                leaf = false;
                follow(context, edges, neighbour, new ArrayList<>(List.of(node)), new HashSet<>(Set.of(node)), paths);
            }
            if (leaf) {
                paths.add(RegoArray.of(node));
            }
        }
        return paths.build();
    }

    /** Adds the paths that start with {@code path}; one ends at a leaf, before an unknown node, and before a cycle closes. */
    private static void follow(
            BuiltinContext context,
            RegoObject edges,
            RegoValue node,
            List<RegoValue> path,
            Set<RegoValue> onPath,
            RegoSet.Builder paths) {
        Limits.collection(context, paths.size(), "graph.reachable_paths");
        if (path.size() > context.limits().maxDepth()) {
            throw context.limitExceeded("a path of `graph.reachable_paths`");
        }
        RegoValue neighbours = edges.get(node);
        if (neighbours == null) {
            paths.add(RegoArray.of(path));
            return;
        }
        path.add(node);
        boolean isNew = onPath.add(node);
        boolean leaf = true;
        for (RegoValue neighbour : neighbours(neighbours)) {
            leaf = false;
            if (onPath.contains(neighbour)) {
                paths.add(RegoArray.of(path));
            } else {
                follow(context, edges, neighbour, path, onPath, paths);
            }
        }
        if (leaf) {
            paths.add(RegoArray.of(path));
        }
        path.removeLast();
        if (isNew) {
            onPath.remove(node);
        }
    }
}
