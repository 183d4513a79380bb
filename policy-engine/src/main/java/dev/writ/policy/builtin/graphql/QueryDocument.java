package dev.writ.policy.builtin.graphql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operations and fragments. */
record QueryDocument(List<Operation> operations, List<Fragment> fragments) {

    /**
     * An operation.
     *
     * @param kind {@code query}, {@code mutation} or {@code subscription}
     * @param name empty for the one operation that has none
     */
    record Operation(
            @Nullable Position at,
            String kind,
            String name,
            List<Variable> variables,
            List<Directive> directives,
            List<Selection> selections,
            List<String> comment) {}

    /**
     * A variable of an operation.
     *
     * @param used whether a tree says that it is used
     */
    record Variable(
            @Nullable Position at,
            String name,
            TypeRef type,
            @Nullable Value defaultValue,
            List<Directive> directives,
            boolean used,
            List<String> comment) {}

    /** Fields for objects of a type, under a name. */
    record Fragment(
            @Nullable Position at,
            String name,
            List<Variable> variables,
            String type,
            List<Directive> directives,
            List<Selection> selections,
            List<String> comment) {}
}
