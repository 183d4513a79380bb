package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoQuote;
import dev.writ.policy.builtin.graphql.SchemaDocument.Definition;
import dev.writ.policy.builtin.graphql.SchemaDocument.DirectiveDefinition;
import dev.writ.policy.builtin.graphql.SchemaDocument.EnumValue;
import dev.writ.policy.builtin.graphql.SchemaDocument.FieldDefinition;
import dev.writ.policy.builtin.graphql.SchemaDocument.Kind;
import dev.writ.policy.builtin.graphql.SchemaDocument.Member;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What must hold in a type system. The first thing that does not is thrown: types are looked at by name. */
final class SchemaChecks {

    private final Schema schema;
    private final Runnable checkpoint;

    SchemaChecks(Schema schema, Runnable checkpoint) {
        this.schema = schema;
        this.checkpoint = checkpoint;
    }

    void types() {
        new TreeMap<>(schema.types()).values().forEach(this::definition);
        new InputCycles(schema, checkpoint).check();
    }

    void directiveDefinitions() {
        for (DirectiveDefinition directive : new TreeMap<>(schema.directives()).values()) {
            name(directive.at(), directive.name());
            arguments(directive.arguments(), directive.name());
        }
    }

    private void definition(Definition definition) {
        for (FieldDefinition field : definition.fields()) {
            checkpoint.run();
            name(field.at(), field.name());
            defined(field.type());
            arguments(field.arguments(), "");
            boolean input = definition.kind() == Kind.INPUT_OBJECT;
            directives(field.directives(), input ? "INPUT_FIELD_DEFINITION" : "FIELD_DEFINITION", "", true);
        }
        members(definition);
        for (String name : definition.interfaces()) {
            new InterfaceChecks(schema, definition).implementing(name);
        }
        kind(definition);
        unique(definition);
        if (!definition.builtIn()) {
            name(definition.at(), definition.name());
        }
        directives(definition.directives(), definition.kind().name(), "", false);
    }

    private void members(Definition definition) {
        for (Member member : definition.members()) {
            Definition type = schema.type(member.name());
            if (type == null) {
                throw Errors.schema(definition.at(), "Undefined type " + GoQuote.quote(member.name()) + ".");
            }
            if (type.kind() != Kind.OBJECT) {
                throw Errors.schema(
                        definition.at(),
                        definition.kind() + " type " + GoQuote.quote(member.name()) + " must be OBJECT.");
            }
        }
    }

    private void kind(Definition definition) {
        switch (definition.kind()) {
            case OBJECT, INTERFACE -> {
                if (definition.fields().isEmpty()) {
                    throw incomplete(definition, "must define one or more fields.");
                }
                for (FieldDefinition field : definition.fields()) {
                    Definition type = schema.type(field.type());
                    if (type != null && type.kind() == Kind.INPUT_OBJECT) {
                        throw Errors.schema(
                                field.at(),
                                definition.kind() + " " + definition.name()
                                        + ": field must be one of SCALAR, OBJECT, INTERFACE, UNION, ENUM.");
                    }
                }
            }
            case INPUT_OBJECT -> {
                if (definition.fields().isEmpty()) {
                    throw incomplete(definition, "must define one or more input fields.");
                }
                for (FieldDefinition field : definition.fields()) {
                    Definition type = schema.type(field.type());
                    if (type != null && !type.kind().isInput()) {
                        throw Errors.schema(
                                field.at(),
                                type.kind() + " " + field.name()
                                        + ": field must be one of SCALAR, ENUM, INPUT_OBJECT.");
                    }
                }
            }
            case ENUM -> enumValues(definition);
            case SCALAR, UNION -> {
                // A union without members is not an error.
            }
        }
    }

    private void enumValues(Definition definition) {
        if (definition.enumValues().isEmpty()) {
            throw incomplete(definition, "must define one or more unique enum values.");
        }
        for (EnumValue value : definition.enumValues()) {
            checkpoint.run();
            if (Set.of("true", "false", "null").contains(value.name())) {
                throw incomplete(definition, "non-enum value " + value.name() + ".");
            }
            directives(value.directives(), "ENUM_VALUE", "", true);
        }
    }

    private static BuiltinFailure incomplete(Definition definition, String what) {
        return Errors.schema(definition.at(), definition.kind() + " " + definition.name() + ": " + what);
    }

    private void unique(Definition definition) {
        FieldDefinition field = secondOf(definition.fields(), FieldDefinition::name);
        if (field != null) {
            throw Errors.schema(
                    field.at(), "Field " + definition.name() + "." + field.name() + " can only be defined once.");
        }
        EnumValue value = secondOf(definition.enumValues(), EnumValue::name);
        if (value != null) {
            throw Errors.schema(
                    value.at(), "Enum value " + definition.name() + "." + value.name() + " can only be defined once.");
        }
        Member member = secondOf(definition.members(), Member::name);
        if (member != null) {
            throw Errors.schema(
                    member.at() == null ? definition.at() : member.at(),
                    "Union type " + definition.name() + " can only include type " + member.name() + " once.");
        }
    }

    /** The second of the first ones that share a name, or null. */
    private static <T> @Nullable T secondOf(List<T> items, Function<T, String> name) {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new HashSet<>();
        items.forEach(item -> {
            if (!seen.add(name.apply(item))) {
                twice.add(name.apply(item));
            }
        });
        String first =
                items.stream().map(name).filter(twice::contains).findFirst().orElse(null);
        return first == null
                ? null
                : items.stream()
                        .filter(item -> name.apply(item).equals(first))
                        .skip(1)
                        .findFirst()
                        .orElse(null);
    }

    private void arguments(List<FieldDefinition> arguments, String ofDirective) {
        for (FieldDefinition argument : arguments) {
            checkpoint.run();
            name(argument.at(), argument.name());
            defined(argument.type());
            Definition type = Objects.requireNonNull(schema.type(argument.type()));
            if (!type.kind().isInput()) {
                throw Errors.schema(
                        argument.at(),
                        "cannot use " + argument.type() + " as argument " + argument.name() + " because " + type.kind()
                                + " is not a valid input type");
            }
            directives(argument.directives(), "ARGUMENT_DEFINITION", ofDirective, true);
        }
    }

    /**
     * Uses of directives.
     *
     * @param within the directive in whose definition they are; empty elsewhere
     * @param once whether they stand at one place, where most directives may stand once
     */
    void directives(List<Directive> used, String location, String within, boolean once) {
        Set<String> seen = new HashSet<>();
        for (Directive directive : used) {
            checkpoint.run();
            String name = directive.name();
            name(directive.at(), name);
            if (!within.isEmpty() && name.equals(within)) {
                throw Errors.schema(directive.at(), "Directive " + name + " cannot refer to itself.");
            }
            DirectiveDefinition definition = schema.directive(name);
            if (definition == null) {
                throw Errors.schema(directive.at(), "Undefined directive " + name + ".");
            }
            if (once && !seen.add(name) && !definition.repeatable()) {
                throw Errors.schema(
                        directive.at(), "The directive " + name + " can only be used once at this location.");
            }
            if (!definition.locations().contains(location)) {
                throw Errors.schema(directive.at(), "Directive " + name + " is not applicable on " + location + ".");
            }
            given(directive, definition);
        }
    }

    private static void given(Directive directive, DirectiveDefinition definition) {
        for (Directive.Argument argument : directive.arguments()) {
            if (FieldDefinition.argument(definition.arguments(), argument.name()) == null) {
                throw Errors.schema(
                        argument.at(),
                        "Undefined argument " + argument.name() + " for directive " + directive.name() + ".");
            }
        }
        for (FieldDefinition wanted : definition.arguments()) {
            boolean there = directive.arguments().stream()
                    .filter(argument -> argument.name().equals(wanted.name()))
                    .findFirst()
                    .filter(argument -> argument.value().kind() != Value.Kind.NULL)
                    .isPresent();
            if (wanted.required() && !there) {
                throw Errors.schema(
                        directive.at(),
                        "Argument " + wanted.name() + " for directive " + directive.name() + " cannot be null.");
            }
        }
    }

    private void defined(TypeRef type) {
        if (schema.type(type) == null) {
            throw Errors.schema(type.at(), "Undefined type " + type.name() + ".");
        }
    }

    private static void name(@Nullable Position at, String name) {
        if (name.startsWith("__")) {
            throw Errors.schema(
                    at,
                    "Name \"" + name + "\" must not begin with \"__\", which is reserved by GraphQL introspection.");
        }
    }
}
