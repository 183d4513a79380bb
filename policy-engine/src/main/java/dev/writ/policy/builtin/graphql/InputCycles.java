package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.golang.GoQuote;
import dev.writ.policy.builtin.graphql.SchemaDocument.Definition;
import dev.writ.policy.builtin.graphql.SchemaDocument.FieldDefinition;
import dev.writ.policy.builtin.graphql.SchemaDocument.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Input objects that can have no value, because they contain themselves without a way out. */
final class InputCycles {

    private static final int MAX_DEPTH = 500;

    private final Schema schema;
    private final Runnable checkpoint;
    private final Set<String> visited = new HashSet<>();
    private final List<FieldDefinition> path = new ArrayList<>();
    private final Map<String, Integer> starts = new HashMap<>();

    InputCycles(Schema schema, Runnable checkpoint) {
        this.schema = schema;
        this.checkpoint = checkpoint;
    }

    void check() {
        for (Definition definition : new TreeMap<>(schema.types()).values()) {
            if (definition.kind() == Kind.INPUT_OBJECT) {
                check(definition);
            }
        }
    }

    private void check(Definition definition) {
        if (!visited.add(definition.name())) {
            return;
        }
        if (path.size() > MAX_DEPTH) {
            throw Errors.schema(definition.at(), "input objects nest deeper than " + MAX_DEPTH + " levels");
        }
        starts.put(definition.name(), path.size());
        for (FieldDefinition field : definition.fields()) {
            checkpoint.run();
            Definition type = schema.type(field.type().named());
            if (!field.type().nonNull() || type == null || type.kind() != Kind.INPUT_OBJECT) {
                continue;
            }
            path.add(field);
            Integer start = starts.get(type.name());
            if (start != null) {
                List<FieldDefinition> cycle = path.subList(start, path.size());
                String names = String.join(
                        ".", cycle.stream().map(FieldDefinition::name).toList());
                throw Errors.schema(
                        cycle.getFirst().at(),
                        "Cannot reference Input Object " + GoQuote.quote(type.name())
                                + " within itself through a series of non-null fields: " + GoQuote.quote(names) + ".");
            }
            check(type);
            path.removeLast();
        }
        starts.remove(definition.name());
    }
}
