package dev.writ.policy.builtin.graphql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One part of a selection set. */
sealed interface Selection {

    /** A field; without an alias of its own, its name is the alias. */
    record Field(
            @Nullable Position at,
            String alias,
            String name,
            List<Directive.Argument> arguments,
            List<Directive> directives,
            List<Selection> selections,
            List<String> comment)
            implements Selection {

        /** Under which name the result has it. */
        String responseName() {
            return alias.isEmpty() ? name : alias;
        }
    }

    /** The fields of a fragment. */
    record Spread(@Nullable Position at, String name, List<Directive> directives, List<String> comment)
            implements Selection {}

    /**
     * Fields for objects of a type.
     *
     * @param type empty where all objects are meant
     */
    record Inline(
            @Nullable Position at,
            String type,
            List<Directive> directives,
            List<Selection> selections,
            List<String> comment)
            implements Selection {}
}
