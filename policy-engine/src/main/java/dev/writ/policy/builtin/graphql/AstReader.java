package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.graphql.QueryDocument.Fragment;
import dev.writ.policy.builtin.graphql.QueryDocument.Operation;
import dev.writ.policy.builtin.graphql.QueryDocument.Variable;
import dev.writ.policy.builtin.graphql.SchemaDocument.Comments;
import dev.writ.policy.builtin.graphql.SchemaDocument.Definition;
import dev.writ.policy.builtin.graphql.SchemaDocument.DirectiveDefinition;
import dev.writ.policy.builtin.graphql.SchemaDocument.EnumValue;
import dev.writ.policy.builtin.graphql.SchemaDocument.FieldDefinition;
import dev.writ.policy.builtin.graphql.SchemaDocument.Kind;
import dev.writ.policy.builtin.graphql.SchemaDocument.Member;
import dev.writ.policy.builtin.graphql.SchemaDocument.Root;
import dev.writ.policy.builtin.graphql.SchemaDocument.RootType;
import dev.writ.policy.value.RegoObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Trees as documents, which have no places. As OPA reads them, what is not known is ignored, and so every selection is a
 * field, whatever it was, as long as its members have the types that those of a field have.
 */
final class AstReader {

    private final TreeReader tree;

    private AstReader(Runnable checkpoint) {
        this.tree = new TreeReader(checkpoint);
    }

    /**
     * The query of a tree.
     *
     * @throws BuiltinFailure if it is none
     */
    static QueryDocument query(RegoObject tree, Runnable checkpoint) {
        AstReader reader = new AstReader(checkpoint);
        return new QueryDocument(
                reader.tree.list(tree, "Operations", reader::operation),
                reader.tree.list(tree, "Fragments", reader::fragment));
    }

    /**
     * The schema of a tree.
     *
     * @throws BuiltinFailure if it is none
     */
    static SchemaDocument schema(RegoObject tree, Runnable checkpoint) {
        AstReader reader = new AstReader(checkpoint);
        return new SchemaDocument(
                reader.tree.list(tree, "Schema", reader::root),
                reader.tree.list(tree, "SchemaExtension", reader::root),
                reader.tree.list(tree, "Directives", reader::directiveDefinition),
                reader.tree.list(tree, "Definitions", reader::definition),
                reader.tree.list(tree, "Extensions", reader::definition),
                reader.tree.comment(tree, "Comment"));
    }

    private Operation operation(RegoObject from) {
        return new Operation(
                null,
                tree.text(from, "Operation"),
                tree.text(from, "Name"),
                tree.list(from, "VariableDefinitions", this::variable),
                tree.list(from, "Directives", this::directive),
                selections(from),
                List.of());
    }

    private Fragment fragment(RegoObject from) {
        return new Fragment(
                null,
                tree.text(from, "Name"),
                tree.list(from, "VariableDefinition", this::variable),
                tree.text(from, "TypeCondition"),
                tree.list(from, "Directives", this::directive),
                selections(from),
                List.of());
    }

    private Variable variable(RegoObject from) {
        return new Variable(
                null,
                tree.text(from, "Variable"),
                type(from),
                tree.optional(from, "DefaultValue", this::value),
                tree.list(from, "Directives", this::directive),
                tree.truth(from, "Used"),
                tree.comment(from, "Comment"));
    }

    /** Fields; what is none may be a spread or an inline fragment, and what is nothing of that is left out. */
    private List<Selection> selections(RegoObject from) {
        return tree.list(from, "SelectionSet", this::selection).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Selection> selection(RegoObject from) {
        for (Function<RegoObject, Selection> reading :
                List.<Function<RegoObject, Selection>>of(this::field, this::spread, this::inline)) {
            Optional<Selection> read = tree.attempt(() -> reading.apply(from));
            if (read.isPresent()) {
                return read;
            }
        }
        return Optional.empty();
    }

    private Selection spread(RegoObject from) {
        return new Selection.Spread(
                null,
                tree.text(from, "Name"),
                tree.list(from, "Directives", this::directive),
                tree.comment(from, "Comment"));
    }

    private Selection inline(RegoObject from) {
        return new Selection.Inline(
                null,
                tree.text(from, "TypeCondition"),
                tree.list(from, "Directives", this::directive),
                selections(from),
                List.of());
    }

    private Selection field(RegoObject from) {
        return new Selection.Field(
                null,
                tree.text(from, "Alias"),
                tree.text(from, "Name"),
                tree.list(from, "Arguments", this::argument),
                tree.list(from, "Directives", this::directive),
                selections(from),
                List.of());
    }

    private Directive directive(RegoObject from) {
        return new Directive(null, tree.text(from, "Name"), tree.list(from, "Arguments", this::argument));
    }

    private Directive.Argument argument(RegoObject from) {
        return new Directive.Argument(
                null,
                tree.text(from, "Name"),
                tree.required(from, "Value", this::value),
                tree.comment(from, "Comment"));
    }

    private Value value(RegoObject from) {
        int number = tree.integer(from, "Kind");
        Value.Kind kind = Arrays.stream(Value.Kind.values())
                .filter(candidate -> candidate.number == number)
                .findFirst()
                .orElseThrow(() -> BuiltinFailure.error("unknown value kind " + number));
        return new Value(
                null,
                kind,
                tree.text(from, "Raw"),
                tree.list(from, "Children", this::child),
                tree.comment(from, "Comment"));
    }

    private Value.Child child(RegoObject from) {
        return new Value.Child(
                null,
                tree.text(from, "Name"),
                tree.required(from, "Value", this::value),
                tree.comment(from, "Comment"));
    }

    private TypeRef type(RegoObject from) {
        TypeRef type = tree.optional(from, "Type", this::typeOf);
        return type == null ? TypeRef.of("", false) : type;
    }

    private TypeRef typeOf(RegoObject from) {
        @Nullable TypeRef element = tree.optional(from, "Elem", this::typeOf);
        return new TypeRef(null, tree.text(from, "NamedType"), element, tree.truth(from, "NonNull"));
    }

    private Root root(RegoObject from) {
        return new Root(
                null,
                tree.text(from, "Description"),
                tree.list(from, "Directives", this::directive),
                tree.list(from, "OperationTypes", this::rootType),
                comments(from));
    }

    private RootType rootType(RegoObject from) {
        return new RootType(null, tree.text(from, "Operation"), tree.text(from, "Type"), tree.comment(from, "Comment"));
    }

    private Definition definition(RegoObject from) {
        String given = tree.text(from, "Kind");
        Kind kind = Arrays.stream(Kind.values())
                .filter(candidate -> candidate.name().equals(given))
                .findFirst()
                .orElseThrow(() -> BuiltinFailure.error("unknown definition kind \"" + given + "\""));
        return new Definition(
                null,
                kind,
                tree.text(from, "Description"),
                tree.text(from, "Name"),
                tree.list(from, "Directives", this::directive),
                tree.texts(from, "Interfaces"),
                tree.list(from, "Fields", this::fieldDefinition),
                tree.texts(from, "Types").stream()
                        .map(name -> new Member(null, name))
                        .toList(),
                tree.list(from, "EnumValues", this::enumValue),
                tree.truth(from, "BuiltIn"),
                comments(from));
    }

    private FieldDefinition fieldDefinition(RegoObject from) {
        return new FieldDefinition(
                null,
                tree.text(from, "Description"),
                tree.text(from, "Name"),
                tree.list(from, "Arguments", this::fieldDefinition),
                tree.optional(from, "DefaultValue", this::value),
                type(from),
                tree.list(from, "Directives", this::directive),
                comments(from));
    }

    private EnumValue enumValue(RegoObject from) {
        return new EnumValue(
                null,
                tree.text(from, "Description"),
                tree.text(from, "Name"),
                tree.list(from, "Directives", this::directive),
                comments(from));
    }

    private DirectiveDefinition directiveDefinition(RegoObject from) {
        return new DirectiveDefinition(
                null,
                tree.text(from, "Description"),
                tree.text(from, "Name"),
                tree.list(from, "Arguments", this::fieldDefinition),
                tree.texts(from, "Locations"),
                tree.truth(from, "IsRepeatable"),
                comments(from));
    }

    private Comments comments(RegoObject from) {
        return new Comments(
                tree.comment(from, "BeforeDescriptionComment"),
                tree.comment(from, "AfterDescriptionComment"),
                tree.comment(from, "EndOfDefinitionComment"));
    }
}
