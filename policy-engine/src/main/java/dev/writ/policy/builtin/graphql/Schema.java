package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.graphql.SchemaDocument.Definition;
import dev.writ.policy.builtin.graphql.SchemaDocument.DirectiveDefinition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type system that was checked. Immutable.
 *
 * @param types all types by name, with their extensions
 * @param directives all directives by name
 * @param possible by the name of a type, the names of those whose objects it may have
 * @param roots by the kind of an operation, the name of the type it starts at
 */
record Schema(
        Map<String, Definition> types,
        Map<String, DirectiveDefinition> directives,
        Map<String, List<String>> possible,
        Map<String, String> roots) {

    @Nullable
    Definition type(String name) {
        return types.get(name);
    }

    @Nullable
    Definition type(TypeRef type) {
        return types.get(type.name());
    }

    @Nullable
    DirectiveDefinition directive(String name) {
        return directives.get(name);
    }

    /** The types whose objects a type may have. */
    List<String> possibleTypes(String name) {
        return possible.getOrDefault(name, List.of());
    }

    /** The type that operations of a kind start at; a kind without a name is that of queries. */
    @Nullable
    Definition root(String operation) {
        String name = roots.get(operation.isEmpty() ? "query" : operation);
        return name == null ? null : types.get(name);
    }
}
