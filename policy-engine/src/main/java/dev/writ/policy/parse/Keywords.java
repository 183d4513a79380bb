package dev.writ.policy.parse;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which identifiers are keywords. */
public final class Keywords {
    /** Keywords of v1 that v0 must import from {@code future.keywords}. */
    static final Set<TokenKind> FUTURE_IN_V0 =
            EnumSet.of(TokenKind.IN, TokenKind.EVERY, TokenKind.CONTAINS, TokenKind.IF);

    /** Keywords that v1 must import from {@code future.keywords}; {@code not} is there too, with more meaning. */
    static final Set<TokenKind> FUTURE_IN_V1 = EnumSet.of(TokenKind.AND_KEYWORD, TokenKind.OR_KEYWORD);

    private static final Map<String, TokenKind> BY_TEXT = byText();

    private Keywords() {}

    private static Map<String, TokenKind> byText() {
        Map<String, TokenKind> map = new HashMap<>();
        for (TokenKind kind : TokenKind.values()) {
            if (kind.isKeyword()) {
                map.put(kind.label(), kind);
            }
        }
        return Map.copyOf(map);
    }

    /** Whether {@code text} is a keyword in some version, or with some import. */
    public static boolean isKeyword(String text) {
        return BY_TEXT.containsKey(text);
    }

    /** Whether {@code text} is a keyword of v1 that is a name in v0 unless it is imported. */
    public static boolean isNewInV1(String text) {
        TokenKind kind = BY_TEXT.get(text);
        return kind != null && FUTURE_IN_V0.contains(kind);
    }

    /** The keyword that {@code text} may be, or null. */
    static @Nullable TokenKind of(String text) {
        return BY_TEXT.get(text);
    }
}
