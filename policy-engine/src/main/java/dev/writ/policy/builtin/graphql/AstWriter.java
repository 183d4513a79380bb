package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.graphql.QueryDocument.Fragment;
import dev.writ.policy.builtin.graphql.QueryDocument.Operation;
import dev.writ.policy.builtin.graphql.QueryDocument.Variable;
import dev.writ.policy.builtin.graphql.SchemaDocument.Comments;
import dev.writ.policy.builtin.graphql.SchemaDocument.Definition;
import dev.writ.policy.builtin.graphql.SchemaDocument.DirectiveDefinition;
import dev.writ.policy.builtin.graphql.SchemaDocument.EnumValue;
import dev.writ.policy.builtin.graphql.SchemaDocument.FieldDefinition;
import dev.writ.policy.builtin.graphql.SchemaDocument.Root;
import dev.writ.policy.builtin.graphql.SchemaDocument.RootType;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Documents as Rego values: every text, number and truth is there, and every list and object that is not empty. */
final class AstWriter {

    private AstWriter() {}

    static RegoObject write(QueryDocument document) {
        return object().list("Operations", document.operations(), AstWriter::operation)
                .list("Fragments", document.fragments(), AstWriter::fragment)
                .build();
    }

    static RegoObject write(SchemaDocument document) {
        return object().list("Schema", document.schemas(), AstWriter::root)
                .list("SchemaExtension", document.schemaExtensions(), AstWriter::root)
                .list("Directives", document.directives(), AstWriter::directiveDefinition)
                .list("Definitions", document.definitions(), AstWriter::definition)
                .list("Extensions", document.extensions(), AstWriter::definition)
                .comment("Comment", document.comment())
                .build();
    }

    private static RegoValue operation(Operation operation) {
        return object().text("Operation", operation.kind())
                .text("Name", operation.name())
                .list("VariableDefinitions", operation.variables(), AstWriter::variable)
                .list("Directives", operation.directives(), AstWriter::directive)
                .list("SelectionSet", operation.selections(), AstWriter::selection)
                .comment("Comment", operation.comment())
                .build();
    }

    private static RegoValue fragment(Fragment fragment) {
        return object().text("Name", fragment.name())
                .list("VariableDefinition", fragment.variables(), AstWriter::variable)
                .text("TypeCondition", fragment.type())
                .list("Directives", fragment.directives(), AstWriter::directive)
                .list("SelectionSet", fragment.selections(), AstWriter::selection)
                .comment("Comment", fragment.comment())
                .build();
    }

    private static RegoValue variable(Variable variable) {
        return object().text("Variable", variable.name())
                .put("Type", type(variable.type()))
                .put("DefaultValue", value(variable.defaultValue()))
                .list("Directives", variable.directives(), AstWriter::directive)
                .comment("Comment", variable.comment())
                .truth("Used", variable.used())
                .build();
    }

    private static RegoValue selection(Selection selection) {
        return switch (selection) {
            case Selection.Field field ->
                object().text("Alias", field.alias())
                        .text("Name", field.name())
                        .list("Arguments", field.arguments(), AstWriter::argument)
                        .list("Directives", field.directives(), AstWriter::directive)
                        .list("SelectionSet", field.selections(), AstWriter::selection)
                        .comment("Comment", field.comment())
                        .build();
            case Selection.Spread spread ->
                object().text("Name", spread.name())
                        .list("Directives", spread.directives(), AstWriter::directive)
                        .comment("Comment", spread.comment())
                        .build();
            case Selection.Inline inline ->
                object().text("TypeCondition", inline.type())
                        .list("Directives", inline.directives(), AstWriter::directive)
                        .list("SelectionSet", inline.selections(), AstWriter::selection)
                        .comment("Comment", inline.comment())
                        .build();
        };
    }

    private static RegoValue directive(Directive directive) {
        return object().text("Name", directive.name())
                .list("Arguments", directive.arguments(), AstWriter::argument)
                .text("Location", "")
                .build();
    }

    private static RegoValue argument(Directive.Argument argument) {
        return object().text("Name", argument.name())
                .put("Value", value(argument.value()))
                .comment("Comment", argument.comment())
                .build();
    }

    private static RegoValue type(TypeRef type) {
        return object().text("NamedType", type.named())
                .put("Elem", type.element() == null ? null : type(type.element()))
                .truth("NonNull", type.nonNull())
                .build();
    }

    private static @Nullable RegoValue value(@Nullable Value value) {
        return value == null
                ? null
                : object().text("Raw", value.raw())
                        .list("Children", value.children(), AstWriter::child)
                        .put("Kind", RegoNumber.of(value.kind().number))
                        .comment("Comment", value.comment())
                        .truth("ExpectedTypeHasDefault", false)
                        .build();
    }

    private static RegoValue child(Value.Child child) {
        return object().text("Name", child.name())
                .put("Value", value(child.value()))
                .comment("Comment", child.comment())
                .build();
    }

    private static RegoValue root(Root root) {
        return object().text("Description", root.description())
                .list("Directives", root.directives(), AstWriter::directive)
                .list("OperationTypes", root.types(), AstWriter::rootType)
                .comments(root.comments())
                .build();
    }

    private static RegoValue rootType(RootType type) {
        return object().text("Operation", type.operation())
                .text("Type", type.type())
                .comment("Comment", type.comment())
                .build();
    }

    private static RegoValue definition(Definition definition) {
        return object().text("Kind", definition.kind().name())
                .text("Description", definition.description())
                .text("Name", definition.name())
                .list("Directives", definition.directives(), AstWriter::directive)
                .list("Interfaces", definition.interfaces(), RegoString::of)
                .list("Fields", definition.fields(), AstWriter::field)
                .list("Types", definition.members(), member -> RegoString.of(member.name()))
                .list("EnumValues", definition.enumValues(), AstWriter::enumValue)
                .truth("BuiltIn", definition.builtIn())
                .comments(definition.comments())
                .build();
    }

    private static RegoValue field(FieldDefinition field) {
        return object().text("Description", field.description())
                .text("Name", field.name())
                .list("Arguments", field.arguments(), AstWriter::field)
                .put("DefaultValue", value(field.defaultValue()))
                .put("Type", type(field.type()))
                .list("Directives", field.directives(), AstWriter::directive)
                .comments(field.comments())
                .build();
    }

    private static RegoValue enumValue(EnumValue value) {
        return object().text("Description", value.description())
                .text("Name", value.name())
                .list("Directives", value.directives(), AstWriter::directive)
                .comments(value.comments())
                .build();
    }

    private static RegoValue directiveDefinition(DirectiveDefinition definition) {
        return object().text("Description", definition.description())
                .text("Name", definition.name())
                .list("Arguments", definition.arguments(), AstWriter::field)
                .list("Locations", definition.locations(), RegoString::of)
                .truth("IsRepeatable", definition.repeatable())
                .comments(definition.comments())
                .build();
    }

    private static Members object() {
        return new Members();
    }

    /** An object under construction. */
    private static final class Members {

        private final RegoObject.Builder members = RegoObject.builder();

        Members text(String name, String text) {
            members.put(name, RegoString.of(text));
            return this;
        }

        Members truth(String name, boolean truth) {
            members.put(name, RegoBoolean.of(truth));
            return this;
        }

        Members put(String name, @Nullable RegoValue value) {
            if (value != null) {
                members.put(name, value);
            }
            return this;
        }

        <T> Members list(String name, List<T> items, Function<T, RegoValue> write) {
            if (!items.isEmpty()) {
                members.put(name, RegoArray.of(items.stream().map(write).toList()));
            }
            return this;
        }

        Members comment(String name, List<String> comment) {
            if (!comment.isEmpty()) {
                RegoObject.Builder group = RegoObject.builder();
                group.put(
                        "List",
                        RegoArray.of(comment.stream()
                                .map(text ->
                                        (RegoValue) object().text("Value", text).build())
                                .toList()));
                members.put(name, group.build());
            }
            return this;
        }

        Members comments(Comments comments) {
            return comment("BeforeDescriptionComment", comments.before())
                    .comment("AfterDescriptionComment", comments.after())
                    .comment("EndOfDefinitionComment", comments.end());
        }

        RegoObject build() {
            return members.build();
        }
    }
}
