package dev.writ.policy.check;

import dev.writ.policy.ast.Term;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which rules depend on which. Vertices are the rules, numbered as given, and after them paths: what a path selects is
 * found once, however many rules read it.
 */
final class DependencyGraph {
    private final List<ResolvedRule> rules;
    private final IdentityHashMap<RuleHeader, Integer> numbers = new IdentityHashMap<>();
    private final List<List<Integer>> successors = new ArrayList<>();
    private final Map<Selection, Integer> selections = new HashMap<>();
    private final List<Selection> unexpanded = new ArrayList<>();

    /** What the keys {@code rest} select below {@code place}; a key that is null selects all. */
    private record Selection(RuleTree.Place place, List<@Nullable RegoValue> rest) {}

    DependencyGraph(RuleTree tree, List<ResolvedRule> rules) {
        this.rules = rules;
        for (ResolvedRule rule : rules) {
            numbers.put(rule.header(), numbers.size());
            successors.add(new ArrayList<>());
        }
        for (int i = 0; i < rules.size(); i++) {
            for (Dependency dependency : rules.get(i).dependencies()) {
                successors.get(i).add(vertex(new Selection(tree.root(), dependency.path())));
            }
        }
        while (!unexpanded.isEmpty()) {
            expand(unexpanded.removeLast());
        }
    }

    int size() {
        return successors.size();
    }

    List<Integer> successors(int vertex) {
        return successors.get(vertex);
    }

    boolean isRule(int vertex) {
        return vertex < rules.size();
    }

    ResolvedRule rule(int vertex) {
        return rules.get(vertex);
    }

    private int vertex(Selection selection) {
        Integer known = selections.get(selection);
        if (known != null) {
            return known;
        }
        int vertex = successors.size();
        selections.put(selection, vertex);
        successors.add(new ArrayList<>());
        unexpanded.add(selection);
        return vertex;
    }

    private void expand(Selection selection) {
        List<Integer> out = successors.get(vertex(selection));
        RuleTree.Place place = selection.place();
        List<@Nullable RegoValue> rest = selection.rest();
        if (rest.isEmpty()) {
            place.rules().forEach(rule -> add(rule, out));
            place.children().values().forEach(child -> out.add(vertex(new Selection(child, List.of()))));
            return;
        }
        RegoValue key = rest.getFirst();
        List<@Nullable RegoValue> below = rest.subList(1, rest.size());
        if (key == null) {
            place.children().values().forEach(child -> enter(child, below, out));
            return;
        }
        RuleTree.Place child = place.child(key);
        if (child != null) {
            enter(child, below, out);
        }
    }

    private void enter(RuleTree.Place place, List<@Nullable RegoValue> rest, List<Integer> out) {
        for (RuleHeader rule : place.rules()) {
            if (rest.isEmpty() || mayMeet(rule.tail(), rest)) {
                add(rule, out);
            }
        }
        out.add(vertex(new Selection(place, rest)));
    }

    private void add(RuleHeader rule, List<Integer> out) {
        Integer number = numbers.get(rule);
        if (number != null) {
            out.add(number);
        }
    }

    /** False only where both have different constants at the same position. */
    private static boolean mayMeet(List<Term> tail, List<@Nullable RegoValue> rest) {
        for (int i = 0; i < Math.min(tail.size(), rest.size()); i++) {
            RegoValue key = rest.get(i);
            if (key != null
                    && tail.get(i) instanceof Term.Scalar scalar
                    && !scalar.value().equals(key)) {
                return false;
            }
        }
        return true;
    }
}
