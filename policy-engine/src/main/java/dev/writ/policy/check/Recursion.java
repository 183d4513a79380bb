package dev.writ.policy.check;

import dev.writ.policy.ast.ElseBranch;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds rules that depend on themselves. */
final class Recursion {
    private static final int MAX_NAMED = 10_000;

    private final DependencyGraph graph;
    private final List<Diagnostic> diagnostics;

    private Recursion(DependencyGraph graph, List<Diagnostic> diagnostics) {
        this.graph = graph;
        this.diagnostics = diagnostics;
    }

    /**
     * Reports every rule that depends on itself, with a shortest cycle through it. Of groups so large that their cycles
     * would fill the memory, only the first rules are reported.
     */
    static void report(DependencyGraph graph, List<List<Integer>> components, List<Diagnostic> diagnostics) {
        Recursion recursion = new Recursion(graph, diagnostics);
        components.forEach(recursion::component);
    }

    private void component(List<Integer> component) {
        if (component.size() == 1 && !graph.successors(component.getFirst()).contains(component.getFirst())) {
            return;
        }
        Set<Integer> within = new HashSet<>(component);
        List<Integer> rules = component.stream()
                .filter(graph::isRule)
                .sorted(Comparator.comparing(
                                (Integer vertex) -> graph.rule(vertex).header().span())
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        int named = 0;
        for (int i = 0; i < rules.size() && named < MAX_NAMED; i++) {
            List<Integer> cycle = shortest(rules.get(i), within);
            named += cycle.size();
            cycle(rules.get(i), cycle);
        }
    }

    private void cycle(int first, List<Integer> cycle) {
        RuleHeader start = graph.rule(first).header();
        List<String> names = new ArrayList<>();
        List<String> places = new ArrayList<>();
        for (int vertex : cycle) {
            if (graph.isRule(vertex)) {
                RuleHeader header = graph.rule(vertex).header();
                names.add("`" + header.name() + "`");
                places.add(header.span().place());
            }
        }
        names.add("`" + start.name() + "`");
        diagnostics.add(Diagnostic.error(
                DiagnosticCode.RECURSION,
                place(first, cycle),
                "rule `" + start.name() + "` is recursive: " + String.join(" -> ", names),
                "a rule cannot use its own value: break the cycle at one of " + String.join(", ", places)));
    }

    /** The branch of the rule {@code first} that reads what comes next in the cycle. */
    private Span place(int first, List<Integer> cycle) {
        int next = cycle.size() > 1 ? cycle.get(1) : first;
        ResolvedRule rule = graph.rule(first);
        Span read =
                rule.dependencies().get(graph.successors(first).indexOf(next)).span();
        return rule.header().rule().elses().stream()
                .map(ElseBranch::span)
                .filter(branch -> branch.start() <= read.start() && read.end() <= branch.end())
                .findFirst()
                .orElse(rule.header().span());
    }

    /** From {@code start} back to it, without the last step. */
    private List<Integer> shortest(int start, Set<Integer> within) {
        Map<Integer, Integer> cameFrom = new HashMap<>();
        Deque<Integer> queue = new ArrayDeque<>();
        queue.add(start);
        Integer last = null;
        while (last == null && !queue.isEmpty()) {
            int vertex = queue.remove();
            for (int successor : graph.successors(vertex)) {
                if (successor == start) {
                    last = vertex;
                } else if (within.contains(successor) && !cameFrom.containsKey(successor)) {
                    cameFrom.put(successor, vertex);
                    queue.add(successor);
                }
            }
        }
        return path(start, last, cameFrom);
    }

    private static List<Integer> path(int start, @Nullable Integer last, Map<Integer, Integer> cameFrom) {
        List<Integer> path = new ArrayList<>();
        Integer vertex = last;
        while (vertex != null && vertex != start) {
            path.addFirst(vertex);
            vertex = cameFrom.get(vertex);
        }
        path.addFirst(start);
        return path;
    }
}
