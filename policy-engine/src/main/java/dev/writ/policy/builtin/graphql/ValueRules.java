package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.graphql.QueryDocument.Variable;
import dev.writ.policy.builtin.graphql.SchemaDocument.Definition;
import dev.writ.policy.builtin.graphql.SchemaDocument.EnumValue;
import dev.writ.policy.builtin.graphql.SchemaDocument.FieldDefinition;
import dev.writ.policy.builtin.graphql.SchemaDocument.Kind;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules for literals. */
final class ValueRules {

    private static final Set<String> BUILT_IN = Set.of("Int", "Float", "String", "Boolean", "ID");

    private ValueRules() {}

    /** A field of an object is given once. */
    static final class UniqueFields implements Rule {
        @Override
        public void value(Walk walk, Value value) {
            if (value.kind() != Value.Kind.OBJECT) {
                return;
            }
            Set<String> seen = new HashSet<>();
            for (Value.Child field : value.children()) {
                if (!seen.add(field.name())) {
                    walk.report(field.at(), "There can be only one input field named \"" + field.name() + "\".");
                }
            }
        }
    }

    /** A value has the type that is expected. Scalars that are not built in take anything. */
    static final class CorrectType implements Rule {

        @Override
        public void value(Walk walk, Value value) {
            Walk.ValueFacts facts = walk.facts(value);
            Definition type = facts.type();
            TypeRef expected = facts.expected();
            if (type == null || expected == null) {
                return;
            }
            if (value.kind() == Value.Kind.NULL && expected.nonNull()) {
                walk.report(value.at(), "Expected value of type \"" + expected + "\", found " + value + ".");
            }
            if (type.kind() == Kind.SCALAR && !BUILT_IN.contains(type.name())) {
                return;
            }
            if (!representable(walk, value, true)) {
                walk.report(value.at(), wrongType(value, expected, type));
            }
            switch (value.kind()) {
                case NULL, VARIABLE -> {
                    // Whether null may stand here was seen; a variable is looked at by another rule.
                }
                case LIST -> require(walk, value, expected, type, expected.element() != null);
                case INT -> require(walk, value, expected, type, is(type, "Int", "Float", "ID"));
                case FLOAT -> require(walk, value, expected, type, is(type, "Float"));
                case BOOLEAN -> require(walk, value, expected, type, is(type, "Boolean"));
                case STRING, BLOCK -> string(walk, value, expected, type);
                case ENUM -> enumValue(walk, value, expected, type);
                case OBJECT -> object(walk, value, type);
            }
        }

        private static boolean is(Definition type, String... names) {
            return List.of(names).contains(type.name());
        }

        private static void require(Walk walk, Value value, TypeRef expected, Definition type, boolean holds) {
            if (!holds) {
                walk.report(value.at(), wrongType(value, expected, type));
            }
        }

        private static void string(Walk walk, Value value, TypeRef expected, Definition type) {
            if (type.kind() == Kind.ENUM) {
                walk.report(
                        value.at(),
                        "Enum \"" + expected + "\" cannot represent non-enum value: " + value + "."
                                + Suggestions.quoted("Did you mean the enum value", value.raw(), names(type)));
            } else {
                require(walk, value, expected, type, is(type, "String", "ID"));
            }
        }

        private static void enumValue(Walk walk, Value value, TypeRef expected, Definition type) {
            if (type.kind() != Kind.ENUM) {
                walk.report(value.at(), wrongType(value, expected, type));
            } else if (!names(type).contains(value.raw())) {
                walk.report(
                        value.at(),
                        "Value \"" + value + "\" does not exist in \"" + expected + "\" enum."
                                + Suggestions.quoted("Did you mean the enum value", value.raw(), names(type)));
            }
        }

        private static List<String> names(Definition type) {
            return type.enumValues().stream().map(EnumValue::name).toList();
        }

        private static void object(Walk walk, Value value, Definition type) {
            for (FieldDefinition field : type.fields()) {
                if (field.required() && value.field(field.name()) == null) {
                    walk.report(
                            value.at(),
                            "Field \"" + type.name() + "." + field.name() + "\" of required type \"" + field.type()
                                    + "\" was not provided.");
                }
            }
            for (Directive directive : type.directives()) {
                if (directive.name().equals("oneOf")) {
                    oneOf(walk, value, type);
                }
            }
            for (Value.Child child : value.children()) {
                if (type.field(child.name()) == null) {
                    List<String> known =
                            type.fields().stream().map(FieldDefinition::name).toList();
                    walk.report(
                            child.at(),
                            "Field \"" + child.name() + "\" is not defined by type \"" + type.name() + "\"."
                                    + Suggestions.quoted("Did you mean", child.name(), known));
                }
            }
        }

        private static void oneOf(Walk walk, Value value, Definition type) {
            if (value.children().size() != 1) {
                walk.report(value.at(), "OneOf Input Object \"" + type.name() + "\" must specify exactly one key.");
                return;
            }
            Value only = value.children().getFirst().value();
            if (only.kind() == Value.Kind.NULL) {
                String name =
                        type.fields().isEmpty() ? "" : type.fields().getFirst().name();
                walk.report(only.at(), "Field \"" + type.name() + "." + name + "\" must be non-null.");
            }
        }

        /** Whether all numbers have a place in 64 bits, those of the defaults of variables included. */
        private static boolean representable(Walk walk, Value value, boolean followVariables) {
            walk.checkpoint();
            return switch (value.kind()) {
                case INT -> fits(value.raw(), 64);
                case FLOAT -> !Double.isInfinite(Double.parseDouble(value.raw()));
                case LIST, OBJECT ->
                    value.children().stream().allMatch(child -> representable(walk, child.value(), followVariables));
                case VARIABLE -> {
                    Variable variable = walk.facts(value).variable();
                    Value defaultValue = variable == null ? null : variable.defaultValue();
                    yield !followVariables || defaultValue == null || representable(walk, defaultValue, false);
                }
                case STRING, BLOCK, ENUM, BOOLEAN, NULL -> true;
            };
        }

        private static boolean fits(String digits, int bits) {
            boolean integer = digits.matches("[+-]?[0-9]{1,30}");
            return integer && new BigInteger(digits).bitLength() < bits;
        }

        private static String wrongType(Value value, TypeRef expected, Definition type) {
            return switch (expected.toString()) {
                case "Int", "Int!" -> {
                    boolean large = value.raw().matches("[+-]?[0-9]+") && !fits(value.raw(), 32);
                    yield "Int cannot represent " + (large ? "non 32-bit signed integer" : "non-integer") + " value: "
                            + value;
                }
                case "String", "String!", "[String]" -> "String cannot represent a non string value: " + value;
                case "Boolean", "Boolean!" -> "Boolean cannot represent a non boolean value: " + value;
                case "Float", "Float!" -> "Float cannot represent non numeric value: " + value;
                case "ID", "ID!" -> "ID cannot represent a non-string and non-integer value: " + value;
                default ->
                    type.kind() == Kind.ENUM
                            ? "Enum \"" + expected + "\" cannot represent non-enum value: " + value + "."
                            : "Expected value of type \"" + expected + "\", found " + value + ".";
            };
        }
    }
}
