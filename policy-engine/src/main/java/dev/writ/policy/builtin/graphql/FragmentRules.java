package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.graphql.QueryDocument.Fragment;
import dev.writ.policy.builtin.graphql.QueryDocument.Variable;
import dev.writ.policy.builtin.graphql.SchemaDocument.Definition;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Rules for fragments and the types they are for. */
final class FragmentRules {

    private FragmentRules() {}

    /** Fragments are for types that have fields. */
    static final class OnCompositeTypes implements Rule {
        @Override
        public void inline(Walk walk, Selection.Inline inline) {
            Definition type = walk.schema.type(inline.type());
            if (type != null && !type.kind().isComposite()) {
                walk.report(inline.at(), "Fragment cannot condition on non composite type \"" + inline.type() + "\".");
            }
        }

        @Override
        public void fragment(Walk walk, Fragment fragment) {
            Definition type = walk.schema.type(fragment.type());
            if (type != null && !fragment.type().isEmpty() && !type.kind().isComposite()) {
                walk.report(
                        fragment.at(),
                        "Fragment \"" + fragment.name() + "\" cannot condition on non composite type \""
                                + fragment.type() + "\".");
            }
        }
    }

    /** A fragment that is spread is there. */
    static final class Known implements Rule {
        @Override
        public void spread(Walk walk, Selection.Spread spread) {
            if (walk.facts(spread).fragment() == null) {
                walk.report(spread.at(), "Unknown fragment \"" + spread.name() + "\".");
            }
        }
    }

    /** Types that are named are there. */
    static final class KnownTypes implements Rule {
        @Override
        public void variable(Walk walk, Variable variable) {
            String name = variable.type().name();
            if (walk.schema.type(name) == null) {
                walk.report(variable.at(), "Unknown type \"" + name + "\".");
            }
        }

        @Override
        public void inline(Walk walk, Selection.Inline inline) {
            if (!inline.type().isEmpty() && walk.schema.type(inline.type()) == null) {
                walk.report(inline.at(), "Unknown type \"" + inline.type() + "\".");
            }
        }

        @Override
        public void fragment(Walk walk, Fragment fragment) {
            if (walk.schema.type(fragment.type()) == null) {
                Set<String> names = new TreeSet<>(walk.schema.types().keySet());
                walk.report(
                        fragment.at(),
                        "Unknown type \"" + fragment.type() + "\"."
                                + Suggestions.quoted("Did you mean", fragment.type(), names));
            }
        }
    }

    /** A fragment is spread in an operation, if not directly. */
    static final class Used implements Rule {
        private final Set<String> used = new HashSet<>();
        private boolean inFragments;

        @Override
        public void spread(Walk walk, Selection.Spread spread) {
            if (!inFragments) {
                used.add(spread.name());
            }
        }

        @Override
        public void fragment(Walk walk, Fragment fragment) {
            inFragments = true;
            if (!used.contains(fragment.name())) {
                walk.report(fragment.at(), "Fragment \"" + fragment.name() + "\" is never used.");
            }
        }
    }

    /** There are objects that a fragment and the type around it have in common. */
    static final class Possible implements Rule {
        @Override
        public void inline(Walk walk, Selection.Inline inline) {
            check(walk, walk.facts(inline).parent(), "Fragment", inline.type(), inline.at());
        }

        @Override
        public void spread(Walk walk, Selection.Spread spread) {
            Walk.SpreadFacts facts = walk.facts(spread);
            if (facts.fragment() != null) {
                String what = "Fragment \"" + spread.name() + "\"";
                check(walk, facts.parent(), what, facts.fragment().type(), spread.at());
            }
        }

        private static void check(
                Walk walk, @Nullable Definition parent, String what, String typeName, @Nullable Position at) {
            Definition type = walk.schema.type(typeName);
            if (parent == null
                    || type == null
                    || !type.kind().isComposite()
                    || !parent.kind().isComposite()) {
                return;
            }
            List<String> objects =
                    parent.kind().isAbstract() ? walk.schema.possibleTypes(parent.name()) : List.of(parent.name());
            if (Collections.disjoint(new HashSet<>(walk.schema.possibleTypes(typeName)), objects)) {
                walk.report(
                        at,
                        what + " cannot be spread here as objects of type \"" + parent.name()
                                + "\" can never be of type \"" + typeName + "\".");
            }
        }
    }

    /** Fragments have different names. */
    static final class UniqueNames implements Rule {
        private final Set<String> seen = new HashSet<>();

        @Override
        public void fragment(Walk walk, Fragment fragment) {
            if (!seen.add(fragment.name())) {
                walk.report(fragment.at(), "There can be only one fragment named \"" + fragment.name() + "\".");
            }
        }
    }
}
