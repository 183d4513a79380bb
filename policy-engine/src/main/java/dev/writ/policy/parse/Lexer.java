package dev.writ.policy.parse;

import dev.writ.policy.ast.Comment;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.SourceFile;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Takes a text apart into tokens. Template strings nest: a brace that closes a hole continues the string around it. */
final class Lexer {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final SourceFile file;
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Comment> comments = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Deque<TemplateHole> holes = new ArrayDeque<>();
    private int at;
    private boolean spaceBefore;
    private boolean newlineBefore;

    /** A hole of a template string whose end was not seen yet, with the braces that are open inside of it. */
    private static final class TemplateHole {
        private final boolean raw;
        private int braces;

        private TemplateHole(boolean raw) {
            this.raw = raw;
        }
    }

    private Lexer(SourceFile file) {
        this.file = file;
        this.text = file.text();
    }

    static LexedSource lex(SourceFile file) {
        Lexer lexer = new Lexer(file);
        if (!lexer.text.isEmpty() && lexer.text.charAt(0) == BYTE_ORDER_MARK) {
            lexer.at = 1;
        }
        while (lexer.at < lexer.text.length()) {
            lexer.next();
        }
        lexer.emit(TokenKind.END, lexer.at);
        return new LexedSource(lexer.tokens, lexer.comments, lexer.diagnostics);
    }

    private void next() {
        char c = text.charAt(at);
        switch (c) {
            case ' ', '\t', '\r' -> space(false);
            case '\n' -> space(true);
            case '#' -> comment();
            case '"' -> string();
            case '`' -> rawString();
            case '$' -> template();
            case '{' -> openBrace();
            case '}' -> closeBrace();
            default -> {
                if (LexerText.isLetter(c)) {
                    identifier();
                } else if (LexerText.isDigit(c)) {
                    number();
                } else {
                    operator(c);
                }
            }
        }
    }

    private void space(boolean newline) {
        at++;
        spaceBefore = true;
        newlineBefore |= newline;
    }

    private void comment() {
        int start = at;
        int end = text.indexOf('\n', at);
        end = end < 0 ? text.length() : end;
        at = end;
        while (end > start + 1 && text.charAt(end - 1) == '\r') {
            end--;
        }
        refuseNull(start, end);
        comments.add(new Comment(file.span(start, end), text.substring(start + 1, end)));
        spaceBefore = true;
    }

    private void identifier() {
        int start = at;
        while (at < text.length() && LexerText.isIdentifierPart(text, at)) {
            at += Character.charCount(text.codePointAt(at));
        }
        TokenKind keyword = Keywords.of(text.substring(start, at));
        emit(keyword == null ? TokenKind.IDENT : keyword, start);
    }

    private void number() {
        int start = at;
        at = LexerText.skipDigits(text, at);
        if (at < text.length() && text.charAt(at) == '.') {
            at = digitsAfter(start, at + 1, "expected digits after the decimal point");
        }
        if (at < text.length() && (text.charAt(at) | 0x20) == 'e') {
            int from = at + 1;
            if (from < text.length() && (text.charAt(from) == '+' || text.charAt(from) == '-')) {
                from++;
            }
            at = digitsAfter(start, from, "expected digits of the exponent");
        }
        if (at < text.length() && LexerText.isLetter(text.charAt(at))) {
            while (at < text.length() && LexerText.isIdentifierPart(text, at)) {
                at++;
            }
            illegal(start, "illegal number `" + text.substring(start, at) + "`");
            return;
        }
        if (lastErrorStart != start) {
            emit(TokenKind.NUMBER, start);
        }
    }

    private int lastErrorStart = -1;

    private int digitsAfter(int start, int from, String message) {
        int end = LexerText.skipDigits(text, from);
        at = end;
        if (end == from) {
            illegal(start, message);
        }
        return end;
    }

    private void string() {
        int start = at;
        int end = LexerText.endOfString(text, at + 1, '"');
        if (end < 0) {
            unterminated(start);
            return;
        }
        at = end;
        int bad = LexerText.badEscape(text, start + 1, end - 1, false);
        if (bad >= 0) {
            illegalAt(start, bad, "illegal escape sequence in a string");
            return;
        }
        emit(TokenKind.STRING, start);
    }

    private void unterminated(int start) {
        int newline = text.indexOf('\n', start);
        at = newline < 0 ? text.length() : newline;
        illegal(start, "string without an end");
    }

    private void rawString() {
        int start = at;
        int end = text.indexOf('`', at + 1);
        if (end < 0) {
            at = text.length();
            illegal(start, "raw string without an end");
            return;
        }
        at = end + 1;
        emit(TokenKind.RAW_STRING, start);
    }

    private void template() {
        int start = at;
        char quote = at + 1 < text.length() ? text.charAt(at + 1) : 0;
        if (quote != '"' && quote != '`') {
            at++;
            illegal(start, "illegal character `$`: it only starts a template string, as in `$\"...\"`");
            return;
        }
        at += 2;
        templatePart(start, quote == '`');
    }

    /** Reads up to the end of the string or to the next hole; {@code start} is where the token begins. */
    private void templatePart(int start, boolean raw) {
        char quote = raw ? '`' : '"';
        int from = at;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote || c == '{') {
                at = i + 1;
                endPart(start, from, c == '{', raw);
                return;
            }
            if (c == '\\' && (!raw || LexerText.charAt(text, i + 1) == '{')) {
                i++;
            } else if (c == '\n' && !raw) {
                break;
            }
        }
        unterminated(start);
    }

    private void endPart(int start, int from, boolean hole, boolean raw) {
        int bad = raw ? -1 : LexerText.badEscape(text, from, at - 1, true);
        if (hole) {
            holes.push(new TemplateHole(raw));
        }
        if (bad >= 0) {
            illegalAt(start, bad, "illegal escape sequence in a template string");
        } else if (hole) {
            emit(raw ? TokenKind.RAW_TEMPLATE_PART : TokenKind.TEMPLATE_PART, start);
        } else {
            emit(raw ? TokenKind.RAW_TEMPLATE_END : TokenKind.TEMPLATE_END, start);
        }
    }

    private void openBrace() {
        TemplateHole hole = holes.peek();
        if (hole != null) {
            hole.braces++;
        }
        operator('{');
    }

    private void closeBrace() {
        TemplateHole hole = holes.peek();
        if (hole == null) {
            operator('}');
        } else if (hole.braces > 0) {
            hole.braces--;
            operator('}');
        } else {
            holes.pop();
            int start = at;
            at++;
            templatePart(start, hole.raw);
        }
    }

    private void operator(char c) {
        int start = at;
        boolean equals = LexerText.charAt(text, at + 1) == '=';
        TokenKind kind = equals ? LexerText.twoCharacters(c) : TokenKind.ILLEGAL;
        at += kind == TokenKind.ILLEGAL ? 1 : 2;
        if (kind == TokenKind.ILLEGAL) {
            kind = LexerText.oneCharacter(c);
        }
        if (kind != TokenKind.ILLEGAL) {
            emit(kind, start);
            return;
        }
        if (Character.isHighSurrogate(c) && at < text.length() && Character.isLowSurrogate(text.charAt(at))) {
            at++;
        }
        illegal(start, LexerText.describeIllegal(text.codePointAt(start)));
    }

    /** Nothing shows a NUL: text that holds one is not what it seems to be. */
    private void refuseNull(int from, int to) {
        int found = text.indexOf('\0', from, to);
        if (found >= 0) {
            diagnostics.add(
                    Diagnostic.error(DiagnosticCode.PARSE, file.span(found, found + 1), LexerText.describeIllegal(0)));
        }
    }

    private void emit(TokenKind kind, int start) {
        if (kind != TokenKind.ILLEGAL) {
            refuseNull(start, at);
        }
        tokens.add(new Token(kind, start, at, spaceBefore, newlineBefore));
        spaceBefore = false;
        newlineBefore = false;
    }

    private void illegal(int start, String message) {
        illegalAt(start, start, message);
    }

    private void illegalAt(int start, int place, String message) {
        lastErrorStart = start;
        diagnostics.add(Diagnostic.error(
                DiagnosticCode.PARSE, file.span(place, Math.max(place, Math.min(at, text.length()))), message));
        emit(TokenKind.ILLEGAL, start);
    }
}
