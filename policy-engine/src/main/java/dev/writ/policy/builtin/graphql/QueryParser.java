package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.graphql.QueryDocument.Fragment;
import dev.writ.policy.builtin.graphql.QueryDocument.Operation;
import dev.writ.policy.builtin.graphql.QueryDocument.Variable;
import dev.writ.policy.builtin.graphql.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Parses operations and fragments. */
final class QueryParser {

    private final TokenReader tokens;
    private final CommonParser common;

    private QueryParser(TokenReader tokens) {
        this.tokens = tokens;
        this.common = new CommonParser(tokens);
    }

    /**
     * The document of a text.
     *
     * @throws BuiltinFailure if it is none
     */
    static QueryDocument parse(String source, Runnable checkpoint) {
        return new QueryParser(new TokenReader(source, checkpoint)).document();
    }

    private QueryDocument document() {
        List<Operation> operations = new ArrayList<>();
        List<Fragment> fragments = new ArrayList<>();
        while (!tokens.at(Kind.EOF)) {
            Token token = tokens.peek();
            boolean name = token.kind() == Kind.NAME;
            if (name && token.is("fragment")) {
                fragments.add(fragment());
            } else if (token.kind() == Kind.BRACE_L) {
                operations.add(
                        new Operation(token.at(), "query", "", List.of(), List.of(), requiredSelections(), List.of()));
            } else if (name && (token.is("query") || token.is("mutation") || token.is("subscription"))) {
                operations.add(operation());
            } else {
                throw tokens.unexpected();
            }
        }
        return new QueryDocument(operations, fragments);
    }

    private Operation operation() {
        Position at = tokens.peek().at();
        List<String> comment = tokens.comment();
        String kind = common.operationKind();
        String name = tokens.at(Kind.NAME) ? tokens.next().value() : "";
        List<Variable> variables = variables();
        List<Directive> directives = common.directives(false);
        return new Operation(at, kind, name, variables, directives, requiredSelections(), comment);
    }

    private List<Variable> variables() {
        List<Variable> variables = new ArrayList<>();
        tokens.some(Kind.PAREN_L, Kind.PAREN_R, () -> {
            Position at = tokens.peek().at();
            List<String> comment = tokens.comment();
            tokens.expect(Kind.DOLLAR);
            String name = tokens.name();
            tokens.expect(Kind.COLON);
            TypeRef type = common.type();
            Value defaultValue = tokens.skip(Kind.EQUALS) ? common.value(true) : null;
            variables.add(new Variable(at, name, type, defaultValue, common.directives(false), false, comment));
        });
        return variables;
    }

    private List<Selection> requiredSelections() {
        if (!tokens.at(Kind.BRACE_L)) {
            throw Errors.syntax(
                    tokens.peek().at(), "Expected {, found " + tokens.peek().kind().text);
        }
        return selections();
    }

    private List<Selection> selections() {
        List<Selection> selections = new ArrayList<>();
        tokens.some(Kind.BRACE_L, Kind.BRACE_R, () -> selections.add(tokens.at(Kind.SPREAD) ? spread() : field()));
        return selections;
    }

    private Selection field() {
        Position at = tokens.peek().at();
        List<String> comment = tokens.comment();
        String alias = tokens.name();
        String name = tokens.skip(Kind.COLON) ? tokens.name() : alias;
        List<Directive.Argument> arguments = common.arguments(false);
        List<Directive> directives = common.directives(false);
        return new Selection.Field(at, alias, name, arguments, directives, selections(), comment);
    }

    private Selection spread() {
        List<String> comment = tokens.expect(Kind.SPREAD);
        Token token = tokens.peek();
        if (token.kind() == Kind.NAME && !token.is("on")) {
            String name = fragmentName();
            return new Selection.Spread(token.at(), name, common.directives(false), comment);
        }
        String type = "";
        if (token.is("on")) {
            tokens.next();
            type = tokens.name();
        }
        List<Directive> directives = common.directives(false);
        return new Selection.Inline(token.at(), type, directives, requiredSelections(), comment);
    }

    private Fragment fragment() {
        Position at = tokens.peek().at();
        List<String> comment = tokens.comment();
        tokens.expectKeyword("fragment");
        String name = fragmentName();
        List<Variable> variables = variables();
        tokens.expectKeyword("on");
        String type = tokens.name();
        List<Directive> directives = common.directives(false);
        return new Fragment(at, name, variables, type, directives, requiredSelections(), comment);
    }

    private String fragmentName() {
        if (tokens.peek().is("on")) {
            throw tokens.unexpected();
        }
        return tokens.name();
    }
}
