package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.graphql.QueryDocument.Fragment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A fragment does not contain itself. */
final class FragmentCycles implements Rule {

    private final Set<String> visited = new HashSet<>();

    @Override
    public void fragment(Walk walk, Fragment fragment) {
        visit(walk, fragment, new ArrayList<>(), new HashMap<>());
    }

    private void visit(Walk walk, Fragment fragment, List<Selection.Spread> path, Map<String, Integer> starts) {
        if (!visited.add(fragment.name())) {
            return;
        }
        List<Selection.Spread> spreads = spreads(walk, fragment.selections());
        if (spreads.isEmpty()) {
            return;
        }
        starts.put(fragment.name(), path.size());
        for (Selection.Spread spread : spreads) {
            Integer start = starts.get(spread.name());
            path.add(spread);
            if (start == null) {
                Fragment next = walk.fragment(spread.name());
                if (next != null) {
                    visit(walk, next, path, starts);
                }
            } else {
                String names = path.subList(start, path.size() - 1).stream()
                        .map(step -> "\"" + step.name() + "\"")
                        .collect(Collectors.joining(", "));
                walk.report(
                        spread.at(),
                        "Cannot spread fragment \"" + spread.name() + "\" within itself"
                                + (names.isEmpty() ? "" : " via " + names) + ".");
            }
            path.removeLast();
        }
        starts.remove(fragment.name());
    }

    /** The spreads in selections, those that nest deepest and stand last first. */
    private static List<Selection.Spread> spreads(Walk walk, List<Selection> selections) {
        List<Selection.Spread> spreads = new ArrayList<>();
        Deque<List<Selection>> pending = new ArrayDeque<>(List.of(selections));
        while (!pending.isEmpty()) {
            for (Selection selection : pending.pop()) {
                walk.checkpoint();
                switch (selection) {
                    case Selection.Spread spread -> spreads.add(spread);
                    case Selection.Field field -> pending.push(field.selections());
                    case Selection.Inline inline -> pending.push(inline.selections());
                }
            }
        }
        return spreads;
    }
}
