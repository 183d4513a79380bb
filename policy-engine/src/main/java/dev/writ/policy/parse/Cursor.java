package dev.writ.policy.parse;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.source.Span;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A position in the tokens, and what is active there: keywords, nesting, height of the tree. */
final class Cursor {
    private final SourceFile file;
    private final List<Token> tokens;
    private final ParseOptions options;
    private final Set<TokenKind> inactive;
    private boolean scopedNot;
    private int index;
    private int nameAt = -1;
    private int nesting;
    private int height;

    Cursor(SourceFile file, List<Token> tokens, ParseOptions options) {
        this.file = file;
        this.tokens = tokens;
        this.options = options;
        this.inactive = EnumSet.copyOf(Keywords.FUTURE_IN_V1);
        switch (options.version()) {
            case V0 -> inactive.addAll(Keywords.FUTURE_IN_V0);
            case V1 -> {}
        }
    }

    /** True if a keyword of v1 needs no permission: in v1 itself, and where v1 may be used. */
    boolean alwaysHas(TokenKind keyword) {
        return Keywords.FUTURE_IN_V0.contains(keyword)
                && switch (options.version()) {
                    case V0 -> options.features().has("rego_v1");
                    case V1 -> true;
                };
    }

    /** True if {@code name} is a keyword of this dialect whatever is imported. */
    boolean isReserved(String name) {
        TokenKind keyword = Keywords.of(name);
        if (keyword == null || Keywords.FUTURE_IN_V1.contains(keyword)) {
            return false;
        }
        return switch (options.version()) {
            case V0 -> !Keywords.FUTURE_IN_V0.contains(keyword);
            case V1 -> true;
        };
    }

    /** True if template strings may be written: v0 never had them. */
    boolean hasTemplates() {
        return switch (options.version()) {
            case V0 -> false;
            case V1 -> options.features().has("template_strings");
        };
    }

    LanguageFeatures features() {
        return options.features();
    }

    SourceFile file() {
        return file;
    }

    /** Makes a future keyword a keyword from here on. */
    void activate(TokenKind keyword) {
        inactive.remove(keyword);
        if (keyword == TokenKind.EVERY) {
            inactive.remove(TokenKind.IN);
        }
        if (keyword == TokenKind.NOT) {
            scopedNot = true;
        }
    }

    /** True if {@code not} was imported from {@code future.keywords}, and takes a body. */
    boolean hasScopedNot() {
        return scopedNot;
    }

    /** True if {@code and} or {@code or} was imported. */
    boolean hasLogicalKeywords() {
        return !inactive.containsAll(Keywords.FUTURE_IN_V1);
    }

    Token token() {
        return tokens.get(index);
    }

    TokenKind kind() {
        return index == nameAt ? TokenKind.IDENT : active(token().kind());
    }

    /** From here on the keyword under the cursor is a name. */
    void readAsName() {
        nameAt = index;
    }

    boolean at(TokenKind kind) {
        return kind() == kind;
    }

    private TokenKind active(TokenKind kind) {
        return inactive.contains(kind) ? TokenKind.IDENT : kind;
    }

    /** The token after this one. */
    Token following() {
        return tokens.get(Math.min(index + 1, tokens.size() - 1));
    }

    TokenKind followingKind() {
        return active(following().kind());
    }

    Token previous() {
        return tokens.get(index - 1);
    }

    int index() {
        return index;
    }

    void moveTo(int position) {
        index = position;
    }

    /** This token; the cursor moves behind it. */
    Token take() {
        Token token = token();
        if (token.kind() != TokenKind.END) {
            index++;
        }
        return token;
    }

    boolean takeIf(TokenKind kind) {
        if (!at(kind)) {
            return false;
        }
        take();
        return true;
    }

    Token expect(TokenKind kind, String what) {
        if (!at(kind)) {
            throw unexpected(what);
        }
        return take();
    }

    String text(Token token) {
        return file.text().substring(token.start(), token.end());
    }

    Span span(Token token) {
        return file.span(token.start(), token.end());
    }

    /** From {@code start} to the end of the last token taken. */
    Span spanFrom(int start) {
        return file.span(start, Math.max(start, index == 0 ? start : previous().end()));
    }

    /** True if this token is directly behind the last one, without space. */
    boolean isAdjacent() {
        return !token().spaceBefore();
    }

    /** True if this is a keyword that is read as a name because a reference follows: {@code default.x}, {@code if[0]}. */
    boolean isKeywordAsRef() {
        if (!kind().isKeyword()) {
            return false;
        }
        TokenKind next = following().kind();
        return (next == TokenKind.DOT || next == TokenKind.LEFT_BRACKET)
                && !following().spaceBefore()
                && options.features().has("keywords_in_refs");
    }

    void enter() {
        if (++nesting > options.maxNesting()) {
            throw error(span(token()), "nested deeper than the limit of " + options.maxNesting() + " levels");
        }
    }

    void leave() {
        nesting--;
    }

    int nesting() {
        return nesting;
    }

    void resetNesting(int level) {
        nesting = level;
    }

    /** The height of the tree that was read last. */
    int height() {
        return height;
    }

    void setHeight(int newHeight, int start) {
        if (newHeight > options.maxHeight()) {
            throw error(
                    file.span(start, start),
                    "expression is deeper than the limit of " + options.maxHeight() + " levels");
        }
        height = newHeight;
    }

    SyntaxException unexpected(String what) {
        return error(span(token()), "unexpected " + describe() + ", expected " + what);
    }

    SyntaxException unexpected() {
        return error(span(token()), "unexpected " + describe());
    }

    /** This token for a message. */
    String describe() {
        Token token = token();
        return switch (kind()) {
            case END -> "end of text";
            case ILLEGAL -> "illegal token";
            case STRING, RAW_STRING -> "string";
            case TEMPLATE_PART, RAW_TEMPLATE_PART, TEMPLATE_END, RAW_TEMPLATE_END ->
                closesHole() ? "`}`" : "template string";
            default -> (kind().isKeyword() ? "keyword `" : "`") + shorten(text(token)) + "`";
        };
    }

    /** True at a piece of a template string that follows a hole. */
    boolean closesHole() {
        return file.text().startsWith("}", token().start());
    }

    private static String shorten(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }

    SyntaxException error(Span span, String message) {
        return error(span, message, null);
    }

    SyntaxException error(Span span, String message, @Nullable String hint) {
        return new SyntaxException(Diagnostic.error(DiagnosticCode.PARSE, span, message, hint), kind());
    }
}
