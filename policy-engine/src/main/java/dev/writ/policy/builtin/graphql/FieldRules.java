package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.graphql.SchemaDocument.Definition;
import dev.writ.policy.builtin.graphql.SchemaDocument.FieldDefinition;
import dev.writ.policy.builtin.graphql.SchemaDocument.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules for fields and their arguments. */
final class FieldRules {

    private FieldRules() {}

    /** A field is one of its type. */
    static final class OnCorrectType implements Rule {
        @Override
        public void field(Walk walk, Selection.Field field) {
            Walk.FieldFacts facts = walk.facts(field);
            Definition parent = facts.parent();
            if (parent == null || facts.definition() != null) {
                return;
            }
            String message = "Cannot query field \"" + field.name() + "\" on type \"" + parent.name() + "\".";
            List<String> types = typesWith(walk, parent, field.name());
            boolean hasNames = parent.kind() == Kind.OBJECT || parent.kind() == Kind.INTERFACE;
            if (!types.isEmpty()) {
                message += " Did you mean to use an inline fragment on " + Suggestions.quotedOr(types) + "?";
            } else if (hasNames) {
                message += Suggestions.quoted("Did you mean", field.name(), names(parent.fields()));
            }
            walk.report(field.at(), message);
        }

        /** Possible types that have such a field, and their interfaces that do; those that most share come first. */
        private static List<String> typesWith(Walk walk, Definition parent, String name) {
            Map<String, Integer> uses = new HashMap<>();
            List<String> found = new ArrayList<>();
            if (!parent.kind().isAbstract()) {
                return found;
            }
            for (String possible : walk.schema.possibleTypes(parent.name())) {
                walk.checkpoint();
                Definition type = walk.schema.type(possible);
                if (type == null || type.field(name) == null) {
                    continue;
                }
                found.add(possible);
                for (String inherited : type.interfaces()) {
                    Definition definition = walk.schema.type(inherited);
                    if (definition != null
                            && definition.field(name) != null
                            && uses.merge(inherited, 1, Integer::sum) == 1) {
                        found.add(inherited);
                    }
                }
            }
            found.sort(Comparator.comparingInt((String type) -> -uses.getOrDefault(type, 0))
                    .thenComparing(Comparator.naturalOrder()));
            return found;
        }
    }

    private static List<String> names(List<FieldDefinition> definitions) {
        return definitions.stream().map(FieldDefinition::name).toList();
    }

    /** Arguments are those that a field or a directive has. */
    static final class KnownArguments implements Rule {
        @Override
        public void field(Walk walk, Selection.Field field) {
            Walk.FieldFacts facts = walk.facts(field);
            FieldDefinition definition = facts.definition();
            Definition parent = facts.parent();
            if (definition != null && parent != null) {
                String on = "field \"" + parent.name() + "." + field.name() + "\"";
                check(walk, field.arguments(), definition.arguments(), on, field.at());
            }
        }

        @Override
        public void directive(Walk walk, Directive directive) {
            var definition = walk.facts(directive).definition();
            if (definition != null) {
                String on = "directive \"@" + directive.name() + "\"";
                check(walk, directive.arguments(), definition.arguments(), on, directive.at());
            }
        }

        private static void check(
                Walk walk,
                List<Directive.Argument> given,
                List<FieldDefinition> known,
                String on,
                @Nullable Position at) {
            for (Directive.Argument argument : given) {
                if (FieldDefinition.argument(known, argument.name()) == null) {
                    walk.report(
                            at,
                            "Unknown argument \"" + argument.name() + "\" on " + on + "."
                                    + Suggestions.quoted("Did you mean", argument.name(), names(known)));
                }
            }
        }
    }

    /** Arguments that are required are given. */
    static final class RequiredArguments implements Rule {
        @Override
        public void field(Walk walk, Selection.Field field) {
            FieldDefinition definition = walk.facts(field).definition();
            if (definition != null) {
                String of = "Field \"" + field.name() + "\"";
                check(walk, field.arguments(), definition.arguments(), of, field.at());
            }
        }

        @Override
        public void directive(Walk walk, Directive directive) {
            var definition = walk.facts(directive).definition();
            if (definition != null) {
                String of = "Directive \"@" + definition.name() + "\"";
                check(walk, directive.arguments(), definition.arguments(), of, directive.at());
            }
        }

        private static void check(
                Walk walk,
                List<Directive.Argument> given,
                List<FieldDefinition> known,
                String of,
                @Nullable Position at) {
            for (FieldDefinition wanted : known) {
                boolean there =
                        given.stream().anyMatch(argument -> argument.name().equals(wanted.name()));
                if (wanted.required() && !there) {
                    walk.report(
                            at,
                            of + " argument \"" + wanted.name() + "\" of type \"" + wanted.type()
                                    + "\" is required, but it was not provided.");
                }
            }
        }
    }

    /** Scalars and enums have no fields; everything else has. */
    static final class Leaves implements Rule {
        @Override
        public void field(Walk walk, Selection.Field field) {
            FieldDefinition definition = walk.facts(field).definition();
            Definition type = definition == null ? null : walk.schema.type(definition.type());
            if (definition == null || type == null) {
                return;
            }
            if (type.kind().isLeaf() && !field.selections().isEmpty()) {
                walk.report(
                        field.at(),
                        "Field \"" + field.name() + "\" must not have a selection since type \"" + type.name()
                                + "\" has no subfields.");
            }
            if (!type.kind().isLeaf() && field.selections().isEmpty()) {
                walk.report(
                        field.at(),
                        "Field \"" + field.name() + "\" of type \"" + definition.type()
                                + "\" must have a selection of subfields. Did you mean \"" + field.name()
                                + " { ... }\"?");
            }
        }
    }

    /** An argument is given once. */
    static final class UniqueArguments implements Rule {
        @Override
        public void field(Walk walk, Selection.Field field) {
            check(walk, field.arguments());
        }

        @Override
        public void directive(Walk walk, Directive directive) {
            check(walk, directive.arguments());
        }

        private static void check(Walk walk, List<Directive.Argument> arguments) {
            Map<String, Integer> seen = new HashMap<>();
            for (Directive.Argument argument : arguments) {
                if (seen.merge(argument.name(), 1, Integer::sum) == 2) {
                    walk.report(argument.at(), "There can be only one argument named \"" + argument.name() + "\".");
                }
            }
        }
    }
}
