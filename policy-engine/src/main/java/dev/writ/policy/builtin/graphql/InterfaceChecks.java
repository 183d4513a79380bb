package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.golang.GoQuote;
import dev.writ.policy.builtin.graphql.SchemaDocument.Definition;
import dev.writ.policy.builtin.graphql.SchemaDocument.FieldDefinition;
import dev.writ.policy.builtin.graphql.SchemaDocument.Kind;
import java.util.List;

/** Whether a type has what its interfaces promise. */
final class InterfaceChecks {

    private final Schema schema;
    private final Definition definition;

    InterfaceChecks(Schema schema, Definition definition) {
        this.schema = schema;
        this.definition = definition;
    }

    void implementing(String name) {
        Definition promise = schema.type(name);
        if (promise == null) {
            throw Errors.schema(definition.at(), "Undefined type " + GoQuote.quote(name) + ".");
        }
        if (promise.kind() != Kind.INTERFACE) {
            throw Errors.schema(
                    definition.at(), GoQuote.quote(name) + " is a non interface type " + promise.kind() + ".");
        }
        String prefix = "For " + definition.name() + " to implement " + promise.name();
        for (FieldDefinition required : promise.fields()) {
            FieldDefinition found = definition.field(required.name());
            if (found == null) {
                throw Errors.schema(definition.at(), prefix + " it must have a field called " + required.name() + ".");
            }
            if (!covariant(required.type(), found.type())) {
                throw Errors.schema(
                        found.at(),
                        prefix + " the field " + required.name() + " must have type " + required.type() + ".");
            }
            arguments(prefix, required, found);
        }
        ancestors(promise);
    }

    private static void arguments(String prefix, FieldDefinition required, FieldDefinition found) {
        String same = prefix + " the field " + required.name() + " must have the same arguments but ";
        for (FieldDefinition wanted : required.arguments()) {
            FieldDefinition given = found.argument(wanted.name());
            if (given == null) {
                throw Errors.schema(found.at(), same + "it is missing " + wanted.name() + ".");
            }
            if (!wanted.type().fits(given.type())) {
                throw Errors.schema(given.at(), same + wanted.name() + " has the wrong type.");
            }
        }
        for (FieldDefinition given : found.arguments()) {
            if (required.argument(given.name()) == null && given.required()) {
                throw Errors.schema(
                        given.at(),
                        prefix + " any additional arguments on " + found.name()
                                + " must be optional or have a default value but " + given.name() + " is required.");
            }
        }
    }

    private void ancestors(Definition promise) {
        for (String inherited : promise.interfaces()) {
            if (definition.interfaces().contains(inherited)) {
                continue;
            }
            throw Errors.schema(
                    definition.at(),
                    inherited.equals(definition.name())
                            ? "Type " + definition.name() + " cannot implement " + promise.name()
                                    + " because it would create a circular reference."
                            : "Type " + definition.name() + " must implement " + inherited
                                    + " because it is implemented by " + promise.name() + ".");
        }
    }

    private boolean covariant(TypeRef required, TypeRef actual) {
        if (required.nonNull() && !actual.nonNull()) {
            return false;
        }
        if (required.element() == null || !required.named().isEmpty()) {
            List<String> possible = schema.possibleTypes(required.named());
            return required.named().equals(actual.named()) || possible.contains(actual.named());
        }
        return actual.element() != null && covariant(required.element(), actual.element());
    }
}
