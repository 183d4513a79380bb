package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.graphql.QueryDocument.Fragment;
import dev.writ.policy.builtin.graphql.QueryDocument.Operation;
import dev.writ.policy.builtin.graphql.QueryDocument.Variable;
import dev.writ.policy.builtin.graphql.SchemaDocument.Comments;
import dev.writ.policy.builtin.graphql.SchemaDocument.Definition;
import dev.writ.policy.builtin.graphql.SchemaDocument.DirectiveDefinition;
import dev.writ.policy.builtin.graphql.SchemaDocument.FieldDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks a query along a schema, tells the rules of each part, and collects what they report. */
final class Validator {

    /** How deep selections may nest, through fragments. */
    private static final int MAX_DEPTH = 400;

    private static final FieldDefinition TYPE_NAME = new FieldDefinition(
            null, "", "__typename", List.of(), null, TypeRef.of("String", false), List.of(), Comments.NONE);

    private final Walk walk;
    private final Schema schema;
    private final List<Rule> rules = Rules.all();
    private Set<String> walked = new HashSet<>();
    private int depth;

    private Validator(Walk walk) {
        this.walk = walk;
        this.schema = walk.schema;
    }

    /**
     * Checks a query.
     *
     * @throws BuiltinFailure if it breaks a rule
     */
    static void check(Schema schema, QueryDocument document, Runnable checkpoint) {
        Walk walk = new Walk(schema, document, checkpoint);
        new Validator(walk).walk();
        if (!walk.problems().isEmpty()) {
            throw Errors.query(walk.problems());
        }
    }

    private void walk() {
        for (Operation operation : walk.document.operations()) {
            walked = new HashSet<>();
            walk.enter(operation);
            operation(operation);
            walk.enter(null);
        }
        for (Fragment fragment : walk.document.fragments()) {
            walked = new HashSet<>();
            Definition type = schema.type(fragment.type());
            directives(fragment.directives(), "FRAGMENT_DEFINITION");
            selections(type, fragment.selections());
            rules.forEach(rule -> rule.fragment(walk, fragment));
        }
    }

    private void operation(Operation operation) {
        for (Variable variable : operation.variables()) {
            rules.forEach(rule -> rule.variable(walk, variable));
            Value value = variable.defaultValue();
            if (value != null) {
                Walk.ValueFacts before = walk.facts(value);
                walk.note(value, before.expecting(variable.type(), before.hasDefault(), schema.type(variable.type())));
            }
        }
        for (Variable variable : operation.variables()) {
            if (variable.defaultValue() != null) {
                value(variable.defaultValue());
            }
            directives(variable.directives(), "VARIABLE_DEFINITION");
        }
        String location = switch (operation.kind()) {
            case "query", "" -> "QUERY";
            case "mutation" -> "MUTATION";
            case "subscription" -> "SUBSCRIPTION";
            default -> throw BuiltinFailure.error("got unknown operation type \"" + operation.kind() + "\"");
        };
        directives(operation.directives(), location);
        selections(schema.root(operation.kind()), operation.selections());
        rules.forEach(rule -> rule.operation(walk, operation));
    }

    private void directives(List<Directive> directives, String location) {
        for (Directive directive : directives) {
            DirectiveDefinition definition = schema.directive(directive.name());
            walk.note(directive, new Walk.DirectiveFacts(definition, location));
            for (Directive.Argument argument : directive.arguments()) {
                argument(
                        definition == null ? null : FieldDefinition.argument(definition.arguments(), argument.name()),
                        argument);
            }
            rules.forEach(rule -> rule.directive(walk, directive));
        }
        rules.forEach(rule -> rule.directives(walk, directives));
    }

    private void argument(@Nullable FieldDefinition definition, Directive.Argument argument) {
        if (definition != null) {
            expect(argument.value(), definition);
        }
        value(argument.value());
    }

    private void expect(Value value, FieldDefinition definition) {
        Value defaultValue = definition.defaultValue();
        boolean hasDefault = defaultValue != null && defaultValue.kind() != Value.Kind.NULL;
        walk.note(value, walk.facts(value).expecting(definition.type(), hasDefault, schema.type(definition.type())));
    }

    private void value(Value value) {
        walk.checkpoint();
        Operation operation = walk.operation();
        if (value.kind() == Value.Kind.VARIABLE && operation != null) {
            Variable variable = operation.variables().stream()
                    .filter(candidate -> candidate.name().equals(value.raw()))
                    .findFirst()
                    .orElse(null);
            Walk.ValueFacts facts = walk.facts(value);
            walk.note(value, new Walk.ValueFacts(facts.expected(), facts.hasDefault(), facts.type(), variable));
            if (variable != null) {
                walk.use(variable);
            }
        }
        Walk.ValueFacts facts = walk.facts(value);
        for (Value.Child child : value.children()) {
            if (value.kind() == Value.Kind.OBJECT && facts.type() != null) {
                FieldDefinition field = facts.type().field(child.name());
                if (field != null) {
                    expect(child.value(), field);
                }
            }
            TypeRef element = facts.expected() == null ? null : facts.expected().element();
            if (value.kind() == Value.Kind.LIST && element != null) {
                Walk.ValueFacts before = walk.facts(child.value());
                walk.note(child.value(), before.expecting(element, before.hasDefault(), facts.type()));
            }
            if (value.kind() == Value.Kind.OBJECT || value.kind() == Value.Kind.LIST) {
                value(child.value());
            }
        }
        rules.forEach(rule -> rule.value(walk, value));
    }

    private void selections(@Nullable Definition parent, List<Selection> selections) {
        if (++depth > MAX_DEPTH) {
            throw BuiltinFailure.error("selections nest deeper than " + MAX_DEPTH + " levels");
        }
        for (Selection selection : selections) {
            walk.checkpoint();
            switch (selection) {
                case Selection.Field field -> field(parent, field);
                case Selection.Inline inline -> inline(parent, inline);
                case Selection.Spread spread -> spread(parent, spread);
            }
        }
        depth--;
    }

    private void field(@Nullable Definition parent, Selection.Field field) {
        FieldDefinition definition =
                field.name().equals("__typename") ? TYPE_NAME : parent == null ? null : parent.field(field.name());
        walk.note(field, new Walk.FieldFacts(definition, parent));
        for (Directive.Argument argument : field.arguments()) {
            argument(definition == null ? null : definition.argument(argument.name()), argument);
        }
        directives(field.directives(), "FIELD");
        selections(definition == null ? null : schema.type(definition.type()), field.selections());
        rules.forEach(rule -> rule.field(walk, field));
    }

    private void inline(@Nullable Definition parent, Selection.Inline inline) {
        walk.note(inline, new Walk.SpreadFacts(null, parent));
        directives(inline.directives(), "INLINE_FRAGMENT");
        selections(inline.type().isEmpty() ? parent : schema.type(inline.type()), inline.selections());
        rules.forEach(rule -> rule.inline(walk, inline));
    }

    private void spread(@Nullable Definition parent, Selection.Spread spread) {
        Fragment fragment = walk.fragment(spread.name());
        walk.note(spread, new Walk.SpreadFacts(fragment, parent));
        directives(spread.directives(), "FRAGMENT_SPREAD");
        if (fragment != null && walked.add(fragment.name())) {
            directives(fragment.directives(), "FRAGMENT_DEFINITION");
            selections(schema.type(fragment.type()), fragment.selections());
        }
        rules.forEach(rule -> rule.spread(walk, spread));
    }
}
