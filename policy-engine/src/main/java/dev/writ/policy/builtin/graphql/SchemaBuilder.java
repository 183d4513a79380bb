package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.graphql.SchemaDocument.Comments;
import dev.writ.policy.builtin.graphql.SchemaDocument.Definition;
import dev.writ.policy.builtin.graphql.SchemaDocument.DirectiveDefinition;
import dev.writ.policy.builtin.graphql.SchemaDocument.FieldDefinition;
import dev.writ.policy.builtin.graphql.SchemaDocument.Kind;
import dev.writ.policy.builtin.graphql.SchemaDocument.Member;
import dev.writ.policy.builtin.graphql.SchemaDocument.Root;
import dev.writ.policy.builtin.graphql.SchemaDocument.RootType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a type system of a document: joins extensions to their types, finds the roots, checks it all. */
final class SchemaBuilder {

    private static final Set<String> REDEFINABLE =
            Set.of("include", "skip", "deprecated", "specifiedBy", "defer", "oneOf");

    private final SchemaDocument document;
    private final Runnable checkpoint;
    private final Map<String, Definition> types = new LinkedHashMap<>();
    private final Map<String, DirectiveDefinition> directives = new HashMap<>();
    private final Map<String, List<String>> possible = new HashMap<>();
    private final Map<String, String> roots = new HashMap<>();

    private SchemaBuilder(SchemaDocument document, Runnable checkpoint) {
        this.document = document;
        this.checkpoint = checkpoint;
    }

    /**
     * The type system of a document.
     *
     * @throws BuiltinFailure if it contradicts itself
     */
    static Schema build(SchemaDocument document, Runnable checkpoint) {
        return new SchemaBuilder(document, checkpoint).build();
    }

    private Schema build() {
        defineTypes();
        extendTypes();
        types.values().forEach(this::relate);
        defineDirectives();
        Schema schema = new Schema(types, directives, possible, roots);
        SchemaChecks checks = new SchemaChecks(schema, checkpoint);
        findRoots(checks);
        checks.types();
        checks.directiveDefinitions();
        if (document.schemas().isEmpty()) {
            inferRoot("query", "Query");
            inferRoot("mutation", "Mutation");
            inferRoot("subscription", "Subscription");
        }
        Definition query = schema.root("query");
        if (query != null) {
            types.put(query.name(), withIntrospection(query));
        }
        return new Schema(Map.copyOf(types), Map.copyOf(directives), Map.copyOf(possible), Map.copyOf(roots));
    }

    private void defineTypes() {
        List<Definition> all = new ArrayList<>(Prelude.DOCUMENT.definitions());
        all.addAll(document.definitions());
        for (Definition definition : all) {
            checkpoint.run();
            if (types.putIfAbsent(definition.name(), definition) != null) {
                throw Errors.schema(definition.at(), "Cannot redeclare type " + definition.name() + ".");
            }
        }
    }

    /** An extension of a type that is not there makes one. */
    private void extendTypes() {
        Map<String, List<Definition>> byName = new LinkedHashMap<>();
        for (Definition extension : document.extensions()) {
            checkpoint.run();
            Definition first = byName.containsKey(extension.name())
                    ? byName.get(extension.name()).getFirst()
                    : types.getOrDefault(extension.name(), extension);
            if (first.kind() != extension.kind()) {
                throw Errors.schema(
                        extension.at(),
                        "Cannot extend type " + extension.name() + " because the base type is a " + first.kind()
                                + ", not " + extension.kind() + ".");
            }
            Definition base = types.getOrDefault(extension.name(), empty(extension));
            byName.computeIfAbsent(extension.name(), name -> new ArrayList<>(List.of(base)))
                    .add(extension);
        }
        byName.forEach((name, parts) -> types.put(name, joined(parts)));
    }

    private static Definition empty(Definition extension) {
        return new Definition(
                extension.at(),
                extension.kind(),
                "",
                extension.name(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                Comments.NONE);
    }

    private static Definition joined(List<Definition> parts) {
        Definition base = parts.getFirst();
        return new Definition(
                base.at(),
                base.kind(),
                base.description(),
                base.name(),
                parts.stream().flatMap(part -> part.directives().stream()).toList(),
                parts.stream().flatMap(part -> part.interfaces().stream()).toList(),
                parts.stream().flatMap(part -> part.fields().stream()).toList(),
                parts.stream().flatMap(part -> part.members().stream()).toList(),
                parts.stream().flatMap(part -> part.enumValues().stream()).toList(),
                base.builtIn(),
                base.comments());
    }

    /** Notes for which types a type may stand. */
    private void relate(Definition definition) {
        if (definition.kind() == Kind.UNION) {
            for (Member member : definition.members()) {
                possible(definition.name(), member.name());
            }
            return;
        }
        boolean implementing = definition.kind() == Kind.OBJECT
                || definition.kind() == Kind.INPUT_OBJECT
                || definition.kind() == Kind.INTERFACE;
        if (implementing) {
            definition.interfaces().forEach(name -> possible(name, definition.name()));
        }
        if (implementing && definition.kind() != Kind.INTERFACE) {
            possible(definition.name(), definition.name());
        }
    }

    private void possible(String name, String type) {
        checkpoint.run();
        possible.computeIfAbsent(name, ignored -> new ArrayList<>()).add(type);
    }

    private void defineDirectives() {
        Prelude.DOCUMENT.directives().forEach(directive -> directives.put(directive.name(), directive));
        for (DirectiveDefinition directive : document.directives()) {
            checkpoint.run();
            if (directives.containsKey(directive.name()) && !REDEFINABLE.contains(directive.name())) {
                throw Errors.schema(directive.at(), "Cannot redeclare directive " + directive.name() + ".");
            }
            directives.put(directive.name(), directive);
        }
    }

    private void findRoots(SchemaChecks checks) {
        if (document.schemas().size() > 1) {
            throw Errors.schema(
                    document.schemas().get(1).at(),
                    "Cannot have multiple schema entry points, consider schema extensions instead.");
        }
        List<Root> all = new ArrayList<>(document.schemas());
        all.addAll(document.schemaExtensions());
        for (Root root : all) {
            for (RootType type : root.types()) {
                if (!types.containsKey(type.type())) {
                    throw Errors.schema(
                            type.at(),
                            "Schema root " + type.operation() + " refers to a type " + type.type()
                                    + " that does not exist.");
                }
                roots.put(type.operation(), type.type());
            }
            checks.directives(root.directives(), "SCHEMA", "", true);
        }
    }

    private void inferRoot(String operation, String name) {
        if (!roots.containsKey(operation) && types.containsKey(name)) {
            roots.put(operation, name);
        }
    }

    private static Definition withIntrospection(Definition query) {
        FieldDefinition name = added("name", List.of(), TypeRef.of("String", true));
        List<FieldDefinition> fields = new ArrayList<>(query.fields());
        fields.add(added("__schema", List.of(), TypeRef.of("__Schema", true)));
        fields.add(added("__type", List.of(name), TypeRef.of("__Type", false)));
        return new Definition(
                query.at(),
                query.kind(),
                query.description(),
                query.name(),
                query.directives(),
                query.interfaces(),
                fields,
                query.members(),
                query.enumValues(),
                query.builtIn(),
                query.comments());
    }

    private static FieldDefinition added(String name, List<FieldDefinition> arguments, TypeRef type) {
        return new FieldDefinition(null, "", name, arguments, null, type, List.of(), Comments.NONE);
    }
}
