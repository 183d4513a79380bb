package dev.writ.policy.check;

import dev.writ.policy.value.RegoValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules that a document is a part of, or that read it, and all that depend on those. */
final class Dependents {
    private final DependencyGraph graph;
    private final Map<List<RegoValue>, Collection<List<RegoValue>>> known = new HashMap<>();
    private @Nullable List<List<Integer>> predecessors;

    Dependents(DependencyGraph graph) {
        this.graph = graph;
    }

    /** The paths of the rules at or around {@code path}, and of those that depend on them. */
    Collection<List<RegoValue>> of(List<RegoValue> path) {
        return known.computeIfAbsent(List.copyOf(path), this::find);
    }

    private Collection<List<RegoValue>> find(List<RegoValue> path) {
        BitSet seen = new BitSet();
        Deque<Integer> queue = new ArrayDeque<>();
        for (int vertex = 0; vertex < graph.size() && graph.isRule(vertex); vertex++) {
            if (overlap(graph.rule(vertex).header().path(), path)) {
                seen.set(vertex);
                queue.add(vertex);
            }
        }
        Set<List<RegoValue>> found = new LinkedHashSet<>();
        while (!queue.isEmpty()) {
            int vertex = queue.remove();
            if (graph.isRule(vertex)) {
                found.add(graph.rule(vertex).header().path());
            }
            for (int reader : predecessors().get(vertex)) {
                if (!seen.get(reader)) {
                    seen.set(reader);
                    queue.add(reader);
                }
            }
        }
        return found;
    }

    private static boolean overlap(List<RegoValue> rule, List<RegoValue> path) {
        int shorter = Math.min(rule.size(), path.size());
        return rule.subList(0, shorter).equals(path.subList(0, shorter));
    }

    private List<List<Integer>> predecessors() {
        List<List<Integer>> found = predecessors;
        if (found == null) {
            found = new ArrayList<>();
            for (int i = 0; i < graph.size(); i++) {
                found.add(new ArrayList<>());
            }
            for (int i = 0; i < graph.size(); i++) {
                for (int successor : graph.successors(i)) {
                    found.get(successor).add(i);
                }
            }
            predecessors = found;
        }
        return found;
    }
}
