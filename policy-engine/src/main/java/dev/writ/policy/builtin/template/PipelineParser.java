package dev.writ.policy.builtin.template;

import dev.writ.policy.builtin.golang.GoArg;
import dev.writ.policy.builtin.golang.GoQuote;
import dev.writ.policy.builtin.golang.GoUnquote;
import dev.writ.policy.builtin.template.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Parses pipelines, and knows which variables there are. */
final class PipelineParser {

    private final TemplateParser.TokenReader tokens;
    private final List<String> variables = new ArrayList<>(List.of("$"));
    private int depth;

    PipelineParser(TemplateParser.TokenReader tokens) {
        this.tokens = tokens;
    }

    int openScope() {
        return variables.size();
    }

    void closeScope(int scope) {
        variables.subList(scope, variables.size()).clear();
    }

    /** A pipeline and the token that ends it. */
    Node.Pipe pipeline(String context, Kind end) {
        int at = tokens.peekWord().at();
        List<Node.Variable> declared = new ArrayList<>();
        boolean assigns = declarations(context, declared);
        List<Node.Command> commands = new ArrayList<>();
        while (true) {
            Token token = tokens.nextWord();
            if (token.kind() == end) {
                check(commands, context);
                return new Node.Pipe(at, assigns, declared, commands);
            }
            if (!startsOperand(token.kind())) {
                throw tokens.unexpected(token, context);
            }
            tokens.putBack(token);
            commands.add(command());
        }
    }

    private static boolean startsOperand(Kind kind) {
        return switch (kind) {
            case BOOL,
                    CHAR_CONSTANT,
                    COMPLEX,
                    DOT,
                    FIELD,
                    IDENTIFIER,
                    NUMBER,
                    NIL,
                    RAW_STRING,
                    STRING,
                    VARIABLE,
                    LEFT_PAREN -> true;
            default -> false;
        };
    }

    /** Reads {@code $x :=} and the like, and answers whether the variables are there already. */
    private boolean declarations(String context, List<Node.Variable> declared) {
        while (tokens.peekWord().kind() == Kind.VARIABLE) {
            Token variable = tokens.next();
            Token behind = tokens.peek();
            Token next = tokens.peekWord();
            if (next.kind() == Kind.ASSIGN || next.kind() == Kind.DECLARE) {
                tokens.nextWord();
                declare(variable, declared);
                return next.kind() == Kind.ASSIGN;
            }
            if (next.kind() != Kind.CHAR || !next.text().equals(",")) {
                tokens.nextWord();
                if (behind.kind() == Kind.SPACE) {
                    tokens.putBack(variable, behind, next);
                } else {
                    tokens.putBack(variable, next);
                }
                return false;
            }
            tokens.nextWord();
            declare(variable, declared);
            if (!context.equals("range") || declared.size() >= 2) {
                throw tokens.error("too many declarations in " + context);
            }
            Kind second = tokens.peekWord().kind();
            if (second != Kind.VARIABLE && second != Kind.RIGHT_DELIMITER && second != Kind.RIGHT_PAREN) {
                throw tokens.error("range can only initialize variables");
            }
        }
        return false;
    }

    private void declare(Token variable, List<Node.Variable> declared) {
        declared.add(new Node.Variable(variable.at(), variable.text(), List.of()));
        variables.add(variable.text());
    }

    private void check(List<Node.Command> commands, String context) {
        if (commands.isEmpty()) {
            throw tokens.error("missing value for " + context);
        }
        for (int i = 1; i < commands.size(); i++) {
            Node first = commands.get(i).operands().getFirst();
            if (first instanceof Node.Constant
                    || first instanceof Node.Numeral
                    || first instanceof Node.Dot
                    || first instanceof Node.Nil) {
                throw tokens.error("non executable command in pipeline stage " + (i + 1));
            }
        }
    }

    private Node.Command command() {
        int at = tokens.peekWord().at();
        List<Node.Operand> operands = new ArrayList<>();
        while (true) {
            tokens.peekWord();
            Node.Operand operand = operand();
            if (operand != null) {
                operands.add(operand);
            }
            Token token = tokens.next();
            switch (token.kind()) {
                case SPACE -> {
                    continue;
                }
                case RIGHT_DELIMITER, RIGHT_PAREN -> tokens.putBack(token);
                case PIPE -> {
                    // The next command takes the value of this one.
                }
                default -> throw tokens.unexpected(token, "operand");
            }
            if (operands.isEmpty()) {
                throw tokens.error("empty command");
            }
            return new Node.Command(at, operands);
        }
    }

    private Node.@Nullable Operand operand() {
        Node.Operand term = term();
        if (term == null || tokens.peek().kind() != Kind.FIELD) {
            return term;
        }
        int at = tokens.peek().at();
        List<String> fields = new ArrayList<>();
        while (tokens.peek().kind() == Kind.FIELD) {
            fields.add(tokens.next().text().substring(1));
        }
        return switch (term) {
            case Node.Field field -> new Node.Field(at, joined(field.names(), fields));
            case Node.Variable variable -> new Node.Variable(at, variable.name(), joined(variable.fields(), fields));
            case Node.Constant c -> throw dotAfter(c);
            case Node.Numeral n -> throw dotAfter(n);
            case Node.Nil n -> throw dotAfter(n);
            case Node.Dot d -> throw dotAfter(d);
            case Node.Pipe pipe -> new Node.Chain(at, pipe, fields);
            case Node.Identifier name -> new Node.Chain(at, name, fields);
            case Node.Chain chain -> new Node.Chain(at, chain, fields);
        };
    }

    private RuntimeException dotAfter(Node term) {
        return tokens.error("unexpected . after term " + GoQuote.quote(term.text()));
    }

    private static List<String> joined(List<String> names, List<String> more) {
        List<String> all = new ArrayList<>(names);
        all.addAll(more);
        return all;
    }

    private Node.@Nullable Operand term() {
        Token token = tokens.nextWord();
        int at = token.at();
        String text = token.text();
        return switch (token.kind()) {
            case IDENTIFIER -> {
                if (!TemplateFunctions.NAMES.contains(text)) {
                    throw tokens.error("function " + GoQuote.quote(text) + " not defined");
                }
                yield new Node.Identifier(at, text);
            }
            case DOT -> new Node.Dot(at);
            case NIL -> new Node.Nil(at);
            case VARIABLE -> {
                if (!variables.contains(text)) {
                    throw tokens.error("undefined variable " + GoQuote.quote(text));
                }
                yield new Node.Variable(at, text, List.of());
            }
            case FIELD -> new Node.Field(at, List.of(text.substring(1)));
            case BOOL -> new Node.Constant(at, text, new GoArg.Bool(text.equals("true")));
            case CHAR_CONSTANT, COMPLEX, NUMBER -> number(token);
            case LEFT_PAREN -> parenthesized();
            case STRING, RAW_STRING -> {
                String value = GoUnquote.string(text);
                if (value == null) {
                    throw tokens.error("invalid syntax");
                }
                yield new Node.Constant(at, text, new GoArg.Str(value));
            }
            default -> {
                tokens.putBack(token);
                yield null;
            }
        };
    }

    private Node.Operand number(Token token) {
        NumberConstant.Parsed parsed = NumberConstant.parse(token);
        if (parsed.error() != null) {
            throw tokens.error(parsed.error());
        }
        return new Node.Numeral(token.at(), token.text(), parsed.value());
    }

    private Node.Operand parenthesized() {
        if (++depth > TemplateParser.MAX_DEPTH) {
            throw tokens.error("max expression depth exceeded");
        }
        Node.Pipe pipe = pipeline("parenthesized pipeline", Kind.RIGHT_PAREN);
        depth--;
        return pipe;
    }
}
