package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.graphql.SchemaDocument.Comments;
import dev.writ.policy.builtin.graphql.SchemaDocument.Definition;
import dev.writ.policy.builtin.graphql.SchemaDocument.DirectiveDefinition;
import dev.writ.policy.builtin.graphql.SchemaDocument.EnumValue;
import dev.writ.policy.builtin.graphql.SchemaDocument.FieldDefinition;
import dev.writ.policy.builtin.graphql.SchemaDocument.Kind;
import dev.writ.policy.builtin.graphql.SchemaDocument.Member;
import dev.writ.policy.builtin.graphql.SchemaDocument.Root;
import dev.writ.policy.builtin.graphql.SchemaDocument.RootType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses types, directives and extensions. */
final class SchemaParser {

    private static final Set<String> LOCATIONS = Set.of(
            "QUERY",
            "MUTATION",
            "SUBSCRIPTION",
            "FIELD",
            "FRAGMENT_DEFINITION",
            "FRAGMENT_SPREAD",
            "INLINE_FRAGMENT",
            "VARIABLE_DEFINITION",
            "SCHEMA",
            "SCALAR",
            "OBJECT",
            "FIELD_DEFINITION",
            "ARGUMENT_DEFINITION",
            "INTERFACE",
            "UNION",
            "ENUM",
            "ENUM_VALUE",
            "INPUT_OBJECT",
            "INPUT_FIELD_DEFINITION");

    /** A description with the comments before it; without a text, nothing was described. */
    private record Description(String text, List<String> comment) {
        static final Description NONE = new Description("", List.of());
    }

    private final TokenReader tokens;
    private final CommonParser common;
    private final boolean builtIn;
    private final List<Root> schemas = new ArrayList<>();
    private final List<Root> schemaExtensions = new ArrayList<>();
    private final List<DirectiveDefinition> directives = new ArrayList<>();
    private final List<Definition> definitions = new ArrayList<>();
    private final List<Definition> extensions = new ArrayList<>();

    private SchemaParser(TokenReader tokens, boolean builtIn) {
        this.tokens = tokens;
        this.common = new CommonParser(tokens);
        this.builtIn = builtIn;
    }

    /**
     * The document of a text.
     *
     * @param builtIn whether its types are those that every schema has
     * @throws BuiltinFailure if it is none
     */
    static SchemaDocument parse(String source, boolean builtIn, Runnable checkpoint) {
        return new SchemaParser(new TokenReader(source, checkpoint), builtIn).document();
    }

    private SchemaDocument document() {
        while (!tokens.at(Token.Kind.EOF)) {
            Description description = description();
            Token token = tokens.peek();
            if (token.kind() != Token.Kind.NAME) {
                throw tokens.unexpected();
            }
            Kind kind = kind(token.value());
            if (kind != null) {
                definitions.add(definition(kind, description, tokens.expectKeyword(token.value()), false));
            } else {
                other(token, description);
            }
        }
        return new SchemaDocument(schemas, schemaExtensions, directives, definitions, extensions, tokens.comment());
    }

    private void other(Token token, Description description) {
        switch (token.value()) {
            case "schema" -> {
                List<String> after = tokens.expectKeyword("schema");
                schemas.add(root(description, after));
            }
            case "directive" -> directives.add(directive(description));
            case "extend" -> {
                if (!description.text.isEmpty()) {
                    throw tokens.unexpected(tokens.last());
                }
                extension(tokens.expectKeyword("extend"));
            }
            default -> throw tokens.unexpected();
        }
    }

    private static @Nullable Kind kind(String word) {
        return switch (word) {
            case "scalar" -> Kind.SCALAR;
            case "type" -> Kind.OBJECT;
            case "interface" -> Kind.INTERFACE;
            case "union" -> Kind.UNION;
            case "enum" -> Kind.ENUM;
            case "input" -> Kind.INPUT_OBJECT;
            default -> null;
        };
    }

    private void extension(List<String> comment) {
        Token token = tokens.peek();
        Kind kind = kind(token.value());
        if (token.is("schema")) {
            tokens.expectKeyword("schema");
            Root root = root(Description.NONE, comment);
            if (root.directives().isEmpty() && root.types().isEmpty()) {
                throw tokens.unexpected();
            }
            schemaExtensions.add(root);
        } else if (kind != null) {
            tokens.expectKeyword(token.value());
            Definition extension = definition(kind, Description.NONE, comment, true);
            if (isEmpty(extension)) {
                throw tokens.unexpected();
            }
            extensions.add(extension);
        } else {
            throw tokens.unexpected();
        }
    }

    private static boolean isEmpty(Definition extension) {
        return extension.directives().isEmpty()
                && extension.interfaces().isEmpty()
                && extension.fields().isEmpty()
                && extension.members().isEmpty()
                && extension.enumValues().isEmpty();
    }

    /** A type or an extension; the word that says which kind was taken. */
    private Definition definition(Kind kind, Description description, List<String> after, boolean extension) {
        Position at = tokens.peek().at();
        String name = tokens.name();
        boolean implementing = kind == Kind.OBJECT || (kind == Kind.INTERFACE && !extension);
        List<String> interfaces = implementing ? interfaces() : List.of();
        // Extensions of input objects may have variables where nothing else may; nobody can give them a value.
        List<Directive> used = common.directives(!extension || kind != Kind.INPUT_OBJECT);
        List<FieldDefinition> fields = new ArrayList<>();
        List<EnumValue> values = new ArrayList<>();
        List<Member> members = kind == Kind.UNION ? members() : List.of();
        List<String> end = switch (kind) {
            case SCALAR, UNION -> List.of();
            case OBJECT, INTERFACE -> block(() -> fields.add(field()));
            case INPUT_OBJECT -> block(() -> fields.add(inputValue()));
            case ENUM -> block(() -> values.add(enumValue()));
        };
        Comments comments = new Comments(description.comment, after, end);
        return new Definition(
                at, kind, description.text, name, used, interfaces, fields, members, values, builtIn, comments);
    }

    private List<String> block(Runnable one) {
        return tokens.some(Token.Kind.BRACE_L, Token.Kind.BRACE_R, one);
    }

    private Description description() {
        if (!tokens.at(Token.Kind.BLOCK_STRING) && !tokens.at(Token.Kind.STRING)) {
            return Description.NONE;
        }
        List<String> comment = tokens.comment();
        return new Description(tokens.next().value(), comment);
    }

    /** The description of a part of a type, which is dropped with its comments where it is empty. */
    private Description innerDescription() {
        Description description = description();
        return description.text.isEmpty() ? Description.NONE : description;
    }

    private Root root(Description description, List<String> after) {
        Position at = tokens.peek().at();
        List<Directive> used = common.directives(true);
        List<RootType> types = new ArrayList<>();
        List<String> end = block(() -> {
            Position typeAt = tokens.peek().at();
            List<String> comment = tokens.comment();
            String operation = common.operationKind();
            tokens.expect(Token.Kind.COLON);
            types.add(new RootType(typeAt, operation, tokens.name(), comment));
        });
        return new Root(at, description.text, used, types, new Comments(description.comment, after, end));
    }

    private List<String> interfaces() {
        List<String> names = new ArrayList<>();
        if (tokens.peek().is("implements")) {
            tokens.next();
            tokens.skip(Token.Kind.AMP);
            do {
                names.add(tokens.name());
            } while (tokens.skip(Token.Kind.AMP));
        }
        return names;
    }

    private List<Member> members() {
        List<Member> members = new ArrayList<>();
        if (tokens.skip(Token.Kind.EQUALS)) {
            tokens.skip(Token.Kind.PIPE);
            do {
                Position at = tokens.peek().at();
                members.add(new Member(at, tokens.name()));
            } while (tokens.skip(Token.Kind.PIPE));
        }
        return members;
    }

    private FieldDefinition field() {
        Description description = innerDescription();
        Position at = tokens.peek().at();
        Comments comments = new Comments(description.comment, tokens.comment(), List.of());
        String name = tokens.name();
        List<FieldDefinition> arguments = arguments();
        tokens.expect(Token.Kind.COLON);
        TypeRef type = common.type();
        return new FieldDefinition(
                at, description.text, name, arguments, null, type, common.directives(true), comments);
    }

    private List<FieldDefinition> arguments() {
        List<FieldDefinition> arguments = new ArrayList<>();
        tokens.some(Token.Kind.PAREN_L, Token.Kind.PAREN_R, () -> arguments.add(inputValue()));
        return arguments;
    }

    private FieldDefinition inputValue() {
        Description description = innerDescription();
        Position at = tokens.peek().at();
        Comments comments = new Comments(description.comment, tokens.comment(), List.of());
        String name = tokens.name();
        tokens.expect(Token.Kind.COLON);
        TypeRef type = common.type();
        Value defaultValue = tokens.skip(Token.Kind.EQUALS) ? common.value(true) : null;
        return new FieldDefinition(
                at, description.text, name, List.of(), defaultValue, type, common.directives(true), comments);
    }

    private EnumValue enumValue() {
        Description description = innerDescription();
        Position at = tokens.peek().at();
        Comments comments = new Comments(description.comment, tokens.comment(), List.of());
        String name = tokens.name();
        return new EnumValue(at, description.text, name, common.directives(true), comments);
    }

    private DirectiveDefinition directive(Description description) {
        List<String> after = tokens.expectKeyword("directive");
        tokens.expect(Token.Kind.AT);
        Position at = tokens.peek().at();
        String name = tokens.name();
        List<FieldDefinition> arguments = arguments();
        Token token = tokens.peek();
        boolean repeatable = token.kind() == Token.Kind.NAME && token.is("repeatable");
        if (repeatable) {
            tokens.next();
        }
        tokens.expectKeyword("on");
        tokens.skip(Token.Kind.PIPE);
        List<String> locations = new ArrayList<>();
        do {
            String location = tokens.name();
            if (!LOCATIONS.contains(location)) {
                throw tokens.unexpected(tokens.last());
            }
            locations.add(location);
        } while (tokens.skip(Token.Kind.PIPE));
        Comments comments = new Comments(description.comment, after, List.of());
        return new DirectiveDefinition(at, description.text, name, arguments, locations, repeatable, comments);
    }
}
