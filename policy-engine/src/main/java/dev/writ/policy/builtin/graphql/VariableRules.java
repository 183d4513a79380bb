package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.graphql.QueryDocument.Operation;
import dev.writ.policy.builtin.graphql.QueryDocument.Variable;
import dev.writ.policy.builtin.graphql.SchemaDocument.Definition;
import java.util.HashMap;
import java.util.Map;

/** Rules for variables. */
final class VariableRules {

    private VariableRules() {}

    /** A variable that is used is defined by the operation. */
    static final class Defined implements Rule {
        @Override
        public void value(Walk walk, Value value) {
            Operation operation = walk.operation();
            if (operation == null
                    || value.kind() != Value.Kind.VARIABLE
                    || walk.facts(value).variable() != null) {
                return;
            }
            String by = operation.name().isEmpty() ? "" : " by operation \"" + operation.name() + "\"";
            walk.report(value.at(), "Variable \"" + value + "\" is not defined" + by + ".");
        }
    }

    /** A variable that is defined is used by the operation. */
    static final class Used implements Rule {
        @Override
        public void operation(Walk walk, Operation operation) {
            String in = operation.name().isEmpty() ? "" : " in operation \"" + operation.name() + "\"";
            for (Variable variable : operation.variables()) {
                if (!walk.isUsed(variable)) {
                    walk.report(variable.at(), "Variable \"$" + variable.name() + "\" is never used" + in + ".");
                }
            }
        }
    }

    /** The variables of an operation have different names. */
    static final class UniqueNames implements Rule {
        @Override
        public void operation(Walk walk, Operation operation) {
            Map<String, Integer> seen = new HashMap<>();
            for (Variable variable : operation.variables()) {
                if (seen.merge(variable.name(), 1, Integer::sum) == 2) {
                    walk.report(variable.at(), "There can be only one variable named \"$" + variable.name() + "\".");
                }
            }
        }
    }

    /** The types of variables are such as can be given. */
    static final class InputTypes implements Rule {
        @Override
        public void operation(Walk walk, Operation operation) {
            for (Variable variable : operation.variables()) {
                Definition type = walk.schema.type(variable.type());
                if (type != null && !type.kind().isInput()) {
                    walk.report(
                            variable.at(),
                            "Variable \"$" + variable.name() + "\" cannot be non-input type \"" + variable.type()
                                    + "\".");
                }
            }
        }
    }

    /** A variable stands where its type may. */
    static final class AllowedPosition implements Rule {
        @Override
        public void value(Walk walk, Value value) {
            Walk.ValueFacts facts = walk.facts(value);
            Variable variable = facts.variable();
            TypeRef expected = facts.expected();
            if (value.kind() == Value.Kind.VARIABLE
                    && variable != null
                    && expected != null
                    && walk.operation() != null) {
                position(walk, value, facts, variable, expected);
            }
            Definition type = facts.type();
            if (value.kind() == Value.Kind.OBJECT && type != null && type.isOneOf()) {
                oneOf(walk, value, type);
            }
        }

        private static void position(
                Walk walk, Value value, Walk.ValueFacts facts, Variable variable, TypeRef expected) {
            Value defaultValue = variable.defaultValue();
            boolean never = defaultValue != null && defaultValue.kind() != Value.Kind.NULL;
            TypeRef wanted = never || facts.hasDefault() ? expected.nullable() : expected;
            if (!variable.type().fits(wanted)) {
                walk.report(
                        value.at(),
                        "Variable \"" + value + "\" of type \"" + variable.type()
                                + "\" used in position expecting type \"" + expected + "\".");
            }
        }

        private static void oneOf(Walk walk, Value value, Definition type) {
            for (Value.Child child : value.children()) {
                Variable variable = walk.facts(child.value()).variable();
                boolean isVariable = child.value().kind() == Value.Kind.VARIABLE;
                if (isVariable && variable != null && !variable.type().nonNull()) {
                    walk.report(
                            variable.at() == null ? child.value().at() : variable.at(),
                            "Variable \"" + child.value() + "\" is of type \"" + variable.type()
                                    + "\" but must be non-nullable to be used for OneOf Input Object \"" + type.name()
                                    + "\".");
                }
            }
        }
    }
}
