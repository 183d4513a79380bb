package dev.writ.policy.builtin.graphql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules for directives. */
final class DirectiveRules {

    private DirectiveRules() {}

    /** Directives are there, and stand where they may. */
    static final class Known implements Rule {

        private record Misplaced(String name, @Nullable Position at) {}

        private final Set<Misplaced> seen = new HashSet<>();

        @Override
        public void directive(Walk walk, Directive directive) {
            Walk.DirectiveFacts facts = walk.facts(directive);
            if (facts.definition() == null) {
                walk.report(directive.at(), "Unknown directive \"@" + directive.name() + "\".");
                return;
            }
            boolean allowed = facts.definition().locations().contains(facts.location());
            if (!allowed && seen.add(new Misplaced(directive.name(), directive.at()))) {
                walk.report(
                        directive.at(),
                        "Directive \"@" + directive.name() + "\" may not be used on " + facts.location() + ".");
            }
        }
    }

    /** Most directives stand once at a place. */
    static final class Unique implements Rule {
        @Override
        public void directives(Walk walk, List<Directive> directives) {
            Set<String> seen = new HashSet<>();
            for (Directive directive : directives) {
                var definition = walk.facts(directive).definition();
                boolean repeatable = definition != null && definition.repeatable();
                if (!seen.add(directive.name()) && !repeatable) {
                    walk.report(
                            directive.at(),
                            "The directive \"@" + directive.name() + "\" can only be used once at this location.");
                }
            }
        }
    }
}
