package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.graphql.QueryDocument.Fragment;
import dev.writ.policy.builtin.graphql.QueryDocument.Operation;
import dev.writ.policy.builtin.graphql.SchemaDocument.Definition;
import dev.writ.policy.builtin.graphql.SchemaDocument.FieldDefinition;
import dev.writ.policy.builtin.graphql.SchemaDocument.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Fields that come out under one name are one field (GraphQL, section 5.3.2). Fields of a selection are compared with
 * each other, with those of the fragments that it spreads, and those with each other; pairs of fragments only once.
 */
final class OverlappingFields implements Rule {

    private static final int MAX_DEPTH = 400;

    /** Two fields that do not go together, and why: for themselves, or because of what they select. */
    private record Conflict(
            String name,
            String reason,
            List<Conflict> inner,
            @Nullable Position at) {

        String text() {
            return inner.isEmpty()
                    ? reason
                    : inner.stream()
                            .map(conflict -> "subfields \"" + conflict.name + "\" conflict because " + conflict.text())
                            .collect(Collectors.joining(" and "));
        }
    }

    /** The fields of selections by the names they come out under, and the fragments that are spread there. */
    private record Collected(Map<String, List<Selection.Field>> fields, List<Selection.Spread> spreads) {

        static Collected of(List<Selection> selections) {
            Collected collected = new Collected(new LinkedHashMap<>(), new ArrayList<>());
            collected.add(selections);
            return collected;
        }

        private void add(List<Selection> selections) {
            for (Selection selection : selections) {
                switch (selection) {
                    case Selection.Field field ->
                        fields.computeIfAbsent(field.responseName(), name -> new ArrayList<>())
                                .add(field);
                    case Selection.Inline inline -> add(inline.selections());
                    case Selection.Spread spread -> spreads.add(spread);
                }
            }
        }
    }

    /** Pairs of fragments that were compared, and whether only as such that never apply together. */
    private final Map<String, Map<String, Boolean>> comparedPairs = new HashMap<>();

    private Set<String> comparedFragments = new HashSet<>();
    private int depth;

    @Override
    public void operation(Walk walk, Operation operation) {
        within(walk, operation.selections());
    }

    @Override
    public void field(Walk walk, Selection.Field field) {
        if (walk.operation() != null) {
            within(walk, field.selections());
        }
    }

    @Override
    public void inline(Walk walk, Selection.Inline inline) {
        within(walk, inline.selections());
    }

    @Override
    public void fragment(Walk walk, Fragment fragment) {
        within(walk, fragment.selections());
    }

    private void within(Walk walk, List<Selection> selections) {
        if (selections.isEmpty()) {
            return;
        }
        Collected collected = Collected.of(selections);
        List<Conflict> conflicts = new ArrayList<>();
        for (List<Selection.Field> fields : collected.fields.values()) {
            for (int i = 0; i < fields.size(); i++) {
                for (int j = i + 1; j < fields.size(); j++) {
                    add(conflicts, compare(walk, false, fields.get(i), fields.get(j)));
                }
            }
        }
        comparedFragments = new HashSet<>();
        for (int i = 0; i < collected.spreads.size(); i++) {
            Selection.Spread spread = collected.spreads.get(i);
            fieldsWithFragment(walk, conflicts, false, collected, spread);
            for (int j = i + 1; j < collected.spreads.size(); j++) {
                fragments(walk, conflicts, false, spread, collected.spreads.get(j));
            }
        }
        for (Conflict conflict : conflicts) {
            walk.report(
                    conflict.at,
                    "Fields \"" + conflict.name + "\" conflict because " + conflict.text()
                            + ". Use different aliases on the fields to fetch both if this was intentional.");
        }
    }

    private static void add(List<Conflict> conflicts, @Nullable Conflict conflict) {
        if (conflict != null) {
            conflicts.add(conflict);
        }
    }

    private void fieldsWithFragment(
            Walk walk, List<Conflict> conflicts, boolean exclusive, Collected collected, Selection.Spread spread) {
        Fragment fragment = walk.facts(spread).fragment();
        if (!comparedFragments.add(spread.name()) || fragment == null) {
            return;
        }
        Collected inFragment = Collected.of(fragment.selections());
        if (collected.fields.equals(inFragment.fields)) {
            return;
        }
        between(walk, conflicts, exclusive, collected, inFragment);
        for (Selection.Spread inner : inFragment.spreads) {
            if (!inner.name().equals(spread.name())) {
                deeper(() -> fieldsWithFragment(walk, conflicts, exclusive, collected, inner));
            }
        }
    }

    private void fragments(
            Walk walk, List<Conflict> conflicts, boolean exclusive, Selection.Spread a, Selection.Spread b) {
        walk.checkpoint();
        if (a.name().equals(b.name()) || wereCompared(a.name(), b.name(), exclusive)) {
            return;
        }
        remember(a.name(), b.name(), exclusive);
        remember(b.name(), a.name(), exclusive);
        Fragment first = walk.facts(a).fragment();
        Fragment second = walk.facts(b).fragment();
        if (first == null || second == null) {
            return;
        }
        Collected left = Collected.of(first.selections());
        Collected right = Collected.of(second.selections());
        between(walk, conflicts, exclusive, left, right);
        right.spreads.forEach(inner -> deeper(() -> fragments(walk, conflicts, exclusive, a, inner)));
        left.spreads.forEach(inner -> deeper(() -> fragments(walk, conflicts, exclusive, inner, b)));
    }

    /** A comparison as fragments that may apply together is good for those that never do as well. */
    private boolean wereCompared(String a, String b, boolean exclusive) {
        Boolean before = comparedPairs.getOrDefault(a, Map.of()).get(b);
        return before != null && (exclusive || !before);
    }

    private void remember(String a, String b, boolean exclusive) {
        comparedPairs.computeIfAbsent(a, name -> new HashMap<>()).put(b, exclusive);
    }

    private void between(Walk walk, List<Conflict> conflicts, boolean exclusive, Collected left, Collected right) {
        left.fields.forEach((name, fields) -> {
            for (Selection.Field a : fields) {
                for (Selection.Field b : right.fields.getOrDefault(name, List.of())) {
                    add(conflicts, compare(walk, exclusive, a, b));
                }
            }
        });
    }

    private @Nullable Conflict compare(Walk walk, boolean parentsExclusive, Selection.Field a, Selection.Field b) {
        walk.checkpoint();
        Walk.FieldFacts left = walk.facts(a);
        Walk.FieldFacts right = walk.facts(b);
        Definition parentA = left.parent();
        Definition parentB = right.parent();
        if (parentA == null || parentB == null) {
            return null;
        }
        FieldDefinition definitionA = left.definition();
        FieldDefinition definitionB = right.definition();
        boolean known = definitionA != null && definitionB != null;
        boolean differentObjects = !parentA.name().equals(parentB.name())
                && parentA.kind() == Kind.OBJECT
                && parentB.kind() == Kind.OBJECT;
        boolean exclusive = parentsExclusive || (differentObjects && known);
        if (!exclusive && !a.name().equals(b.name())) {
            return conflict(a, b, "\"" + a.name() + "\" and \"" + b.name() + "\" are different fields");
        }
        if (!exclusive && !sameArguments(a.arguments(), b.arguments())) {
            return conflict(a, b, "they have differing arguments");
        }
        if (definitionA != null && definitionB != null && typesDiffer(walk, definitionA.type(), definitionB.type())) {
            return conflict(
                    a,
                    b,
                    "they return conflicting types \"" + definitionA.type() + "\" and \"" + definitionB.type() + "\"");
        }
        List<Conflict> inner = new ArrayList<>();
        deeper(() -> inside(walk, inner, exclusive, a.selections(), b.selections()));
        return inner.isEmpty() ? null : new Conflict(a.responseName(), "", inner, b.at());
    }

    private static Conflict conflict(Selection.Field a, Selection.Field b, String reason) {
        return new Conflict(a.responseName(), reason, List.of(), b.at());
    }

    private void inside(Walk walk, List<Conflict> conflicts, boolean exclusive, List<Selection> a, List<Selection> b) {
        Collected left = Collected.of(a);
        Collected right = Collected.of(b);
        between(walk, conflicts, exclusive, left, right);
        for (Selection.Spread spread : right.spreads) {
            comparedFragments = new HashSet<>();
            fieldsWithFragment(walk, conflicts, exclusive, left, spread);
        }
        for (Selection.Spread spread : left.spreads) {
            comparedFragments = new HashSet<>();
            fieldsWithFragment(walk, conflicts, exclusive, right, spread);
        }
        for (Selection.Spread first : left.spreads) {
            for (Selection.Spread second : right.spreads) {
                fragments(walk, conflicts, exclusive, first, second);
            }
        }
    }

    private void deeper(Runnable work) {
        if (++depth > MAX_DEPTH) {
            throw BuiltinFailure.error("fields to be merged nest deeper than " + MAX_DEPTH + " levels");
        }
        work.run();
        depth--;
    }

    private static boolean sameArguments(List<Directive.Argument> a, List<Directive.Argument> b) {
        return a.size() == b.size()
                && a.stream()
                        .allMatch(left -> b.stream()
                                .anyMatch(right ->
                                        left.name().equals(right.name()) && sameValue(left.value(), right.value())));
    }

    private static boolean sameValue(Value a, Value b) {
        boolean same = a.kind() == b.kind()
                && a.raw().equals(b.raw())
                && a.children().size() == b.children().size();
        List<Value.Child> left = ordered(a);
        List<Value.Child> right = ordered(b);
        for (int i = 0; same && i < left.size(); i++) {
            same = left.get(i).name().equals(right.get(i).name())
                    && sameValue(left.get(i).value(), right.get(i).value());
        }
        return same;
    }

    /** The order of fields does not matter, that of elements does. */
    private static List<Value.Child> ordered(Value value) {
        return value.kind() != Value.Kind.OBJECT
                ? value.children()
                : value.children().stream()
                        .sorted(Comparator.comparing(Value.Child::name))
                        .toList();
    }

    private static boolean typesDiffer(Walk walk, TypeRef a, TypeRef b) {
        if (a.element() != null || b.element() != null) {
            return a.element() == null || b.element() == null || typesDiffer(walk, a.element(), b.element());
        }
        if (a.nonNull() != b.nonNull()) {
            return true;
        }
        Definition left = walk.schema.type(a.named());
        Definition right = walk.schema.type(b.named());
        boolean leaves = left != null
                && right != null
                && left.kind().isLeaf()
                && right.kind().isLeaf();
        return leaves && !a.named().equals(b.named());
    }
}
