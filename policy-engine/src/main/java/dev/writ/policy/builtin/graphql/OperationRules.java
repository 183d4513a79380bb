package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.golang.GoQuote;
import dev.writ.policy.builtin.graphql.QueryDocument.Fragment;
import dev.writ.policy.builtin.graphql.QueryDocument.Operation;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules for operations. */
final class OperationRules {

    private OperationRules() {}

    /** The schema has operations of the kind. */
    static final class KnownRoot implements Rule {
        @Override
        public void operation(Walk walk, Operation operation) {
            if (walk.schema.root(operation.kind()) == null) {
                walk.report(operation.at(), "Schema does not support operation type \"" + operation.kind() + "\"");
            }
        }
    }

    /** An operation without a name is the only one. */
    static final class LoneAnonymous implements Rule {
        @Override
        public void operation(Walk walk, Operation operation) {
            if (operation.name().isEmpty() && walk.document.operations().size() > 1) {
                walk.report(operation.at(), "This anonymous operation must be the only defined operation.");
            }
        }
    }

    /** Operations have different names. */
    static final class UniqueNames implements Rule {
        private final Set<String> seen = new HashSet<>();

        @Override
        public void operation(Walk walk, Operation operation) {
            if (!seen.add(operation.name())) {
                walk.report(operation.at(), "There can be only one operation named \"" + operation.name() + "\".");
            }
        }
    }

    /** Introspection does not follow lists of types without end. */
    static final class IntrospectionDepth implements Rule {

        private static final int MAX_LISTS = 3;
        private static final Set<String> LISTS = Set.of("fields", "interfaces", "possibleTypes", "inputFields");

        @Override
        public void field(Walk walk, Selection.Field field) {
            boolean introspection =
                    field.name().equals("__schema") || field.name().equals("__type");
            if (introspection && tooDeep(walk, List.of(field), new HashSet<>(), 0)) {
                walk.report(field.at(), "Maximum introspection depth exceeded");
            }
        }

        private static boolean tooDeep(Walk walk, List<? extends Selection> selections, Set<String> within, int lists) {
            for (Selection selection : selections) {
                walk.checkpoint();
                boolean deep = switch (selection) {
                    case Selection.Field field -> {
                        int inner = lists + (LISTS.contains(field.name()) ? 1 : 0);
                        yield inner >= MAX_LISTS || tooDeep(walk, field.selections(), within, inner);
                    }
                    case Selection.Inline inline -> tooDeep(walk, inline.selections(), within, lists);
                    case Selection.Spread spread -> tooDeep(walk, spread, within, lists);
                };
                if (deep) {
                    return true;
                }
            }
            return false;
        }

        private static boolean tooDeep(Walk walk, Selection.Spread spread, Set<String> within, int lists) {
            Fragment fragment = walk.facts(spread).fragment();
            if (fragment == null || !within.add(spread.name())) {
                return false;
            }
            boolean deep = tooDeep(walk, fragment.selections(), within, lists);
            within.remove(spread.name());
            return deep;
        }
    }

    /** A subscription selects one field. */
    static final class SingleSubscription implements Rule {
        @Override
        public void operation(Walk walk, Operation operation) {
            if (!operation.kind().equals("subscription") || walk.schema.root("subscription") == null) {
                return;
            }
            Map<String, Selection.Field> fields = new LinkedHashMap<>();
            collect(walk, operation.selections(), fields, new HashSet<>());
            String name = operation.name().isEmpty()
                    ? "Anonymous Subscription"
                    : "Subscription " + GoQuote.quote(operation.name());
            if (fields.size() > 1) {
                Selection.Field second =
                        fields.values().stream().skip(1).findFirst().orElseThrow();
                walk.report(second.at(), name + " must select only one top level field.");
            }
            for (Selection.Field field : fields.values()) {
                if (field.name().startsWith("__")) {
                    walk.report(field.at(), name + " must not select an introspection top level field.");
                }
            }
        }

        private static void collect(
                Walk walk, List<Selection> selections, Map<String, Selection.Field> fields, Set<String> visited) {
            for (Selection selection : selections) {
                walk.checkpoint();
                switch (selection) {
                    case Selection.Field field -> fields.putIfAbsent(field.name(), field);
                    case Selection.Inline inline -> collect(walk, inline.selections(), fields, visited);
                    case Selection.Spread spread -> {
                        Fragment fragment = walk.facts(spread).fragment();
                        if (fragment == null) {
                            return;
                        }
                        if (visited.add(fragment.name())) {
                            collect(walk, fragment.selections(), fields, visited);
                        }
                    }
                }
            }
        }
    }
}
