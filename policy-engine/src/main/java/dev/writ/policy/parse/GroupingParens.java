package dev.writ.policy.parse;

import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where parentheses stand around a term or a literal, which the syntax tree does not say. */
final class GroupingParens {
    private final SourceFile file;
    private final List<Token> tokens;

    /** Where the tokens start and end; both ascend. */
    private final int[] starts;

    private final int[] ends;

    /** Opening parentheses that group, with the closing ones; both as positions in the tokens. */
    private final Map<Integer, Integer> closing = new HashMap<>();

    GroupingParens(SourceFile file) {
        this.file = file;
        this.tokens = Lexer.lex(file).tokens();
        this.starts = new int[tokens.size()];
        this.ends = new int[tokens.size()];
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            starts[i] = token.start();
            ends[i] = token.end();
            if (token.kind() == TokenKind.LEFT_PAREN) {
                open.push(i);
            } else if (token.kind() == TokenKind.RIGHT_PAREN && !open.isEmpty()) {
                int start = open.pop();
                if (!callsWhatIsBefore(start)) {
                    closing.put(start, i);
                }
            }
        }
    }

    private boolean callsWhatIsBefore(int paren) {
        Token token = tokens.get(paren);
        if (paren == 0 || token.spaceBefore() || token.newlineBefore()) {
            return false;
        }
        return switch (kindBefore(paren)) {
            case IDENT, CONTAINS, RIGHT_BRACKET -> true;
            case AND_KEYWORD, OR_KEYWORD -> !endsOperand(kindBefore(paren - 1));
            default -> kindBefore(paren).isKeyword() && kindBefore(paren - 1) == TokenKind.DOT;
        };
    }

    private TokenKind kindBefore(int position) {
        return position > 0 ? tokens.get(position - 1).kind() : TokenKind.END;
    }

    private static boolean endsOperand(TokenKind kind) {
        return switch (kind) {
            case IDENT, NUMBER, STRING, RAW_STRING, TEMPLATE_END, RAW_TEMPLATE_END, NULL, TRUE, FALSE -> true;
            case RIGHT_BRACKET, RIGHT_BRACE, RIGHT_PAREN -> true;
            default -> false;
        };
    }

    /** {@code span} with all parentheses that stand around exactly what is in it. */
    Span around(Span span) {
        if (closing.isEmpty()) {
            return span;
        }
        int first = Math.max(0, Arrays.binarySearch(starts, span.start()));
        int last = Math.max(0, Arrays.binarySearch(ends, span.end()));
        while (first > 0 && closing.getOrDefault(first - 1, -1) == last + 1) {
            first--;
            last++;
        }
        return first == last
                ? span
                : new Span(file, tokens.get(first).start(), tokens.get(last).end());
    }

    /** From the last token of {@code head} to the end of {@code whole}. */
    Span fromLastToken(Span head, Span whole) {
        int last = Arrays.binarySearch(ends, head.end());
        return last < 0 ? whole : new Span(file, tokens.get(last).start(), whole.end());
    }
}
