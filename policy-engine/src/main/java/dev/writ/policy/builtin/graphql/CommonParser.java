package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.graphql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** What queries and schemas have in common: types, values, directives. */
final class CommonParser {

    private final TokenReader tokens;

    CommonParser(TokenReader tokens) {
        this.tokens = tokens;
    }

    TypeRef type() {
        Position at;
        String named = "";
        TypeRef[] element = {null};
        if (tokens.skip(Kind.BRACKET_L)) {
            at = tokens.peek().at();
            tokens.nested(() -> element[0] = type());
            tokens.expect(Kind.BRACKET_R);
        } else {
            at = tokens.peek().at();
            named = tokens.name();
        }
        return new TypeRef(at, named, element[0], tokens.skip(Kind.BANG));
    }

    List<Directive> directives(boolean constant) {
        List<Directive> directives = new ArrayList<>();
        while (tokens.skip(Kind.AT)) {
            Position at = tokens.peek().at();
            String name = tokens.name();
            directives.add(new Directive(at, name, arguments(constant)));
        }
        return directives;
    }

    List<Directive.Argument> arguments(boolean constant) {
        List<Directive.Argument> arguments = new ArrayList<>();
        tokens.some(Kind.PAREN_L, Kind.PAREN_R, () -> {
            Position at = tokens.peek().at();
            List<String> comment = tokens.comment();
            String name = tokens.name();
            tokens.expect(Kind.COLON);
            arguments.add(new Directive.Argument(at, name, value(constant), comment));
        });
        return arguments;
    }

    /** A value; a constant has no variables. */
    Value value(boolean constant) {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case BRACKET_L -> list(constant);
            case BRACE_L -> object(constant);
            case DOLLAR -> {
                if (constant) {
                    throw tokens.unexpected();
                }
                tokens.next();
                yield leaf(token.at(), Value.Kind.VARIABLE, tokens.name());
            }
            case INT -> taken(token, Value.Kind.INT);
            case FLOAT -> taken(token, Value.Kind.FLOAT);
            case STRING -> taken(token, Value.Kind.STRING);
            case BLOCK_STRING -> taken(token, Value.Kind.BLOCK);
            case NAME ->
                taken(
                        token,
                        switch (token.value()) {
                            case "true", "false" -> Value.Kind.BOOLEAN;
                            case "null" -> Value.Kind.NULL;
                            default -> Value.Kind.ENUM;
                        });
            case INVALID,
                    EOF,
                    BANG,
                    AMP,
                    PAREN_L,
                    PAREN_R,
                    SPREAD,
                    COLON,
                    EQUALS,
                    AT,
                    BRACKET_R,
                    BRACE_R,
                    PIPE,
                    COMMENT -> throw tokens.unexpected();
        };
    }

    private Value taken(Token token, Value.Kind kind) {
        tokens.next();
        return leaf(token.at(), kind, token.value());
    }

    private static Value leaf(Position at, Value.Kind kind, String raw) {
        return new Value(at, kind, raw, List.of(), List.of());
    }

    private Value list(boolean constant) {
        Position at = tokens.peek().at();
        List<String> comment = tokens.comment();
        List<Value.Child> children = new ArrayList<>();
        tokens.many(
                Kind.BRACKET_L,
                Kind.BRACKET_R,
                () -> children.add(new Value.Child(null, "", value(constant), List.of())));
        return new Value(at, Value.Kind.LIST, "", children, comment);
    }

    private Value object(boolean constant) {
        Position at = tokens.peek().at();
        List<String> comment = tokens.comment();
        List<Value.Child> children = new ArrayList<>();
        tokens.many(Kind.BRACE_L, Kind.BRACE_R, () -> {
            Position fieldAt = tokens.peek().at();
            List<String> before = tokens.comment();
            String name = tokens.name();
            tokens.expect(Kind.COLON);
            children.add(new Value.Child(fieldAt, name, value(constant), before));
        });
        return new Value(at, Value.Kind.OBJECT, "", children, comment);
    }

    /** The kind of an operation. */
    String operationKind() {
        Token token = tokens.next();
        return switch (token.value()) {
            case "query", "mutation", "subscription" -> token.value();
            default -> throw tokens.unexpected(token);
        };
    }
}
