package dev.writ.policy.builtin.template;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoQuote;
import dev.writ.policy.builtin.golang.GoStrings;
import dev.writ.policy.builtin.golang.GoUnquote;
import dev.writ.policy.builtin.template.Node.Keyword;
import dev.writ.policy.builtin.template.Token.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses one tree: the template itself, or one that is defined inside of another. All share one lexer. */
final class TemplateParser {

    /** How deep control structures and parentheses may nest. */
    static final int MAX_DEPTH = 200;

    /** How a list of nodes ended. */
    private enum Stop {
        END("{{end}}"),
        ELSE("{{else}}");

        final String text;

        Stop(String text) {
            this.text = text;
        }
    }

    private final TokenReader tokens;
    private final Map<String, List<Node>> trees;
    private final PipelineParser pipelines;
    private int loops;
    private int depth;
    private @Nullable Stop stop;

    private TemplateParser(TemplateLexer lexer, Map<String, List<Node>> trees, int depth) {
        this.tokens = new TokenReader(lexer);
        this.trees = trees;
        this.pipelines = new PipelineParser(tokens);
        this.depth = depth;
    }

    static Map<String, List<Node>> parse(String source) {
        Map<String, List<Node>> trees = new HashMap<>();
        TemplateParser parser = new TemplateParser(new TemplateLexer(source), trees, 0);
        parser.add(Template.MAIN, parser.main());
        return trees;
    }

    private List<Node> main() {
        List<Node> nodes = new ArrayList<>();
        while (tokens.peek().kind() != Kind.EOF) {
            if (tokens.peek().kind() == Kind.LEFT_DELIMITER) {
                Token delimiter = tokens.next();
                Token word = tokens.nextWord();
                if (word.kind() == Kind.DEFINE) {
                    new TemplateParser(tokens.lexer(), trees, depth).definition();
                    continue;
                }
                tokens.putBack(delimiter, word);
            }
            Node node = textOrAction();
            if (stop != null) {
                throw tokens.error("unexpected " + stop.text);
            }
            if (node != null) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    private void definition() {
        String context = "define clause";
        Token name = tokens.nextWord();
        if (name.kind() != Kind.STRING && name.kind() != Kind.RAW_STRING) {
            throw tokens.unexpected(name, context);
        }
        String unquoted = unquote(name);
        tokens.expect(Kind.RIGHT_DELIMITER, context);
        List<Node> nodes = list();
        if (stop != Stop.END) {
            throw tokens.error("unexpected " + Stop.ELSE.text + " in " + context);
        }
        add(unquoted, nodes);
    }

    /** A tree replaces one that is empty, and an empty one replaces none. */
    private void add(String name, List<Node> nodes) {
        List<Node> before = trees.get(name);
        if (before == null || isEmpty(before)) {
            trees.put(name, nodes);
        } else if (!isEmpty(nodes)) {
            throw tokens.error("template: multiple definition of template " + GoQuote.quote(name));
        }
    }

    private static boolean isEmpty(List<Node> nodes) {
        return nodes.stream()
                .allMatch(node -> node instanceof Node.Text text
                        && text.text().codePoints().allMatch(GoStrings::isSpace));
    }

    /** Nodes up to an end or an else, which {@link #stop} tells apart. */
    private List<Node> list() {
        List<Node> nodes = new ArrayList<>();
        while (tokens.peekWord().kind() != Kind.EOF) {
            Node node = textOrAction();
            if (stop != null) {
                return nodes;
            }
            if (node != null) {
                nodes.add(node);
            }
        }
        throw tokens.error("unexpected EOF");
    }

    private @Nullable Node textOrAction() {
        stop = null;
        Token token = tokens.nextWord();
        if (token.kind() == Kind.TEXT) {
            return new Node.Text(token.at(), token.text());
        }
        if (token.kind() != Kind.LEFT_DELIMITER) {
            throw tokens.unexpected(token, "input");
        }
        tokens.actionStarts(token.line());
        Node node = action();
        tokens.actionStarts(0);
        return node;
    }

    private @Nullable Node action() {
        Token token = tokens.nextWord();
        return switch (token.kind()) {
            case BLOCK -> block();
            case BREAK, CONTINUE -> leave(token);
            case ELSE -> {
                Kind next = tokens.peekWord().kind();
                if (next != Kind.IF && next != Kind.WITH) {
                    tokens.expect(Kind.RIGHT_DELIMITER, "else");
                }
                stop = Stop.ELSE;
                yield null;
            }
            case END -> {
                tokens.expect(Kind.RIGHT_DELIMITER, "end");
                stop = Stop.END;
                yield null;
            }
            case IF -> control(Keyword.IF);
            case RANGE -> control(Keyword.RANGE);
            case WITH -> control(Keyword.WITH);
            case TEMPLATE -> call();
            default -> {
                tokens.putBack(token);
                yield new Node.Action(token.at(), pipelines.pipeline("command", Kind.RIGHT_DELIMITER));
            }
        };
    }

    private Node leave(Token token) {
        String word = "{{" + token.text() + "}}";
        Token next = tokens.nextWord();
        if (next.kind() != Kind.RIGHT_DELIMITER) {
            throw tokens.unexpected(next, word);
        }
        if (loops == 0) {
            throw tokens.error(word + " outside {{range}}");
        }
        return new Node.Leave(token.at(), token.kind() == Kind.BREAK);
    }

    private Node control(Keyword keyword) {
        if (++depth > MAX_DEPTH) {
            throw tokens.error("max expression depth exceeded");
        }
        int scope = pipelines.openScope();
        Node.Pipe pipe = pipelines.pipeline(keyword.word, Kind.RIGHT_DELIMITER);
        loops += keyword == Keyword.RANGE ? 1 : 0;
        List<Node> body = list();
        loops -= keyword == Keyword.RANGE ? 1 : 0;
        List<Node> otherwise = stop == Stop.ELSE ? otherwise(keyword) : List.of();
        stop = null;
        pipelines.closeScope(scope);
        depth--;
        return new Node.Control(pipe.at(), keyword, pipe, body, otherwise);
    }

    /** What stands behind an else; an `if` or `with` that follows it at once shares its end. */
    private List<Node> otherwise(Keyword keyword) {
        Kind next = tokens.peek().kind();
        boolean chained = (keyword == Keyword.IF && next == Kind.IF) || (keyword == Keyword.WITH && next == Kind.WITH);
        if (chained) {
            tokens.next();
            return List.of(control(keyword));
        }
        List<Node> nodes = list();
        if (stop != Stop.END) {
            throw tokens.error("expected end; found " + Stop.ELSE.text);
        }
        return nodes;
    }

    private Node block() {
        String context = "block clause";
        Token token = tokens.nextWord();
        String name = name(token, context);
        Node.Pipe pipe = pipelines.pipeline(context, Kind.RIGHT_DELIMITER);
        if (depth >= MAX_DEPTH) {
            throw tokens.error("max expression depth exceeded");
        }
        TemplateParser inner = new TemplateParser(tokens.lexer(), trees, depth + 1);
        List<Node> nodes = inner.list();
        if (inner.stop != Stop.END) {
            throw tokens.error("unexpected " + Stop.ELSE.text + " in " + context);
        }
        inner.add(name, nodes);
        return new Node.Call(token.at(), name, pipe);
    }

    private Node call() {
        String context = "template clause";
        Token token = tokens.nextWord();
        String name = name(token, context);
        Token next = tokens.nextWord();
        if (next.kind() == Kind.RIGHT_DELIMITER) {
            return new Node.Call(token.at(), name, null);
        }
        tokens.putBack(next);
        return new Node.Call(token.at(), name, pipelines.pipeline(context, Kind.RIGHT_DELIMITER));
    }

    private String name(Token token, String context) {
        if (token.kind() != Kind.STRING && token.kind() != Kind.RAW_STRING) {
            throw tokens.unexpected(token, context);
        }
        return unquote(token);
    }

    private String unquote(Token token) {
        String text = GoUnquote.string(token.text());
        if (text == null) {
            throw tokens.error("invalid syntax");
        }
        return text;
    }

    /** The tokens of one tree, some of which may be put back, and errors at the last one that was read. */
    static final class TokenReader {

        private final TemplateLexer lexer;
        private final List<Token> pending = new ArrayList<>();
        private int line;
        private int actionLine;

        TokenReader(TemplateLexer lexer) {
            this.lexer = lexer;
        }

        TemplateLexer lexer() {
            return lexer;
        }

        void actionStarts(int atLine) {
            actionLine = atLine;
        }

        Token next() {
            if (!pending.isEmpty()) {
                return pending.removeLast();
            }
            Token token = lexer.next();
            line = token.line();
            return token;
        }

        Token peek() {
            Token token = next();
            pending.add(token);
            return token;
        }

        Token nextWord() {
            Token token = next();
            while (token.kind() == Kind.SPACE) {
                token = next();
            }
            return token;
        }

        Token peekWord() {
            Token token = nextWord();
            pending.add(token);
            return token;
        }

        /** Gives tokens back, which are read again in the order given. */
        void putBack(Token... read) {
            for (int i = read.length - 1; i >= 0; i--) {
                pending.add(read[i]);
            }
        }

        void expect(Kind kind, String context) {
            Token token = nextWord();
            if (token.kind() != kind) {
                throw unexpected(token, context);
            }
        }

        BuiltinFailure unexpected(Token token, String context) {
            if (token.kind() != Kind.ERROR) {
                return error("unexpected " + token.shown() + " in " + context);
            }
            String place = " action started at " + Template.MAIN + ":" + actionLine;
            boolean elsewhere = actionLine != 0 && actionLine != token.line();
            String extra = !elsewhere ? "" : token.text().endsWith(" action") ? place.substring(7) : " in" + place;
            return error(token.text() + extra);
        }

        BuiltinFailure error(String what) {
            return BuiltinFailure.error("template: " + Template.MAIN + ":" + line + ": " + what);
        }
    }
}
