package dev.writ.policy.builtin.graphql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Types, directives and extensions, as they were written. */
record SchemaDocument(
        List<Root> schemas,
        List<Root> schemaExtensions,
        List<DirectiveDefinition> directives,
        List<Definition> definitions,
        List<Definition> extensions,
        List<String> comment) {

    /** Comments around a definition: before its description, behind that, and at its end. */
    record Comments(List<String> before, List<String> after, List<String> end) {
        static final Comments NONE = new Comments(List.of(), List.of(), List.of());
    }

    /** Which types are the roots of operations. */
    record Root(
            @Nullable Position at,
            String description,
            List<Directive> directives,
            List<RootType> types,
            Comments comments) {}

    /** The type that operations of a kind start at. */
    record RootType(@Nullable Position at, String operation, String type, List<String> comment) {}

    /** What a type is. */
    enum Kind {
        SCALAR,
        OBJECT,
        INTERFACE,
        UNION,
        ENUM,
        INPUT_OBJECT;

        boolean isLeaf() {
            return this == ENUM || this == SCALAR;
        }

        boolean isAbstract() {
            return this == INTERFACE || this == UNION;
        }

        boolean isComposite() {
            return this == OBJECT || isAbstract();
        }

        boolean isInput() {
            return isLeaf() || this == INPUT_OBJECT;
        }
    }

    /**
     * A type, or an extension of one.
     *
     * @param interfaces the interfaces of an object or interface
     * @param members the types of a union
     * @param builtIn whether every schema has it
     */
    record Definition(
            @Nullable Position at,
            Kind kind,
            String description,
            String name,
            List<Directive> directives,
            List<String> interfaces,
            List<FieldDefinition> fields,
            List<Member> members,
            List<EnumValue> enumValues,
            boolean builtIn,
            Comments comments) {

        @Nullable
        FieldDefinition field(String named) {
            for (FieldDefinition field : fields) {
                if (field.name().equals(named)) {
                    return field;
                }
            }
            return null;
        }

        boolean isOneOf() {
            return directives.stream().anyMatch(directive -> directive.name().equals("oneOf"));
        }
    }

    /** A type of a union. */
    record Member(@Nullable Position at, String name) {}

    /** A field of an object, an interface or an input object; or an argument, which has none itself. */
    record FieldDefinition(
            @Nullable Position at,
            String description,
            String name,
            List<FieldDefinition> arguments,
            @Nullable Value defaultValue,
            TypeRef type,
            List<Directive> directives,
            Comments comments) {

        @Nullable
        FieldDefinition argument(String named) {
            return argument(arguments, named);
        }

        static @Nullable FieldDefinition argument(List<FieldDefinition> arguments, String named) {
            for (FieldDefinition argument : arguments) {
                if (argument.name().equals(named)) {
                    return argument;
                }
            }
            return null;
        }

        /** Whether a value must be given. */
        boolean required() {
            return type.nonNull() && defaultValue == null;
        }
    }

    /** A value of an enum. */
    record EnumValue(
            @Nullable Position at, String description, String name, List<Directive> directives, Comments comments) {}

    /** A directive that can be used. */
    record DirectiveDefinition(
            @Nullable Position at,
            String description,
            String name,
            List<FieldDefinition> arguments,
            List<String> locations,
            boolean repeatable,
            Comments comments) {}
}
