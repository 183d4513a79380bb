package dev.writ.policy.check;

import dev.writ.policy.value.RegoValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The rules that a document is a part of, or that read it, and all that depend on those. Of the rules it keeps the paths only.
 * Usable by several threads.
 */
public final class Dependents {
    private final List<List<RegoValue>> rules = new ArrayList<>();
    private final List<List<Integer>> readers = new ArrayList<>();
    private final Map<List<RegoValue>, Collection<List<RegoValue>>> known = new ConcurrentHashMap<>();

    Dependents(DependencyGraph graph) {
        for (int vertex = 0; vertex < graph.size(); vertex++) {
            if (graph.isRule(vertex)) {
                rules.add(graph.rule(vertex).header().path());
            }
            readers.add(new ArrayList<>(1));
        }
        for (int vertex = 0; vertex < graph.size(); vertex++) {
            for (int read : graph.successors(vertex)) {
                readers.get(read).add(vertex);
            }
        }
    }

    /** The paths of the rules at or around {@code path}, and of those that depend on them. */
    Collection<List<RegoValue>> of(List<RegoValue> path) {
        return known.computeIfAbsent(List.copyOf(path), this::find);
    }

    private Collection<List<RegoValue>> find(List<RegoValue> path) {
        BitSet seen = new BitSet();
        Deque<Integer> queue = new ArrayDeque<>();
        for (int rule = 0; rule < rules.size(); rule++) {
            if (overlap(rules.get(rule), path)) {
                seen.set(rule);
                queue.add(rule);
            }
        }
        Set<List<RegoValue>> found = new LinkedHashSet<>();
        while (!queue.isEmpty()) {
            int vertex = queue.remove();
            if (vertex < rules.size()) {
                found.add(rules.get(vertex));
            }
            for (int reader : readers.get(vertex)) {
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
}
