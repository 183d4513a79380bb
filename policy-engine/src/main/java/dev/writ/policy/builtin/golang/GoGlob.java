package dev.writ.policy.builtin.golang;

import dev.writ.policy.builtin.BuiltinFailure;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A glob pattern: {@code *} and {@code ?} do not match separators, {@code **} does; {@code [abc]}, {@code [!a-z]},
 * {@code {one,two}}, and a backslash before a literal. It is translated to a regular expression, so that matching takes
 * linear time.
 */
public final class GoGlob {

    private final String pattern;
    private final String any;
    private final StringBuilder out = new StringBuilder("(?s)\\A(?:");
    private final Deque<Integer> groups = new ArrayDeque<>();
    private int at;

    private GoGlob(String pattern, String separators) {
        this.pattern = pattern;
        this.any = separators.isEmpty() ? "." : "[^" + charClass(separators) + "]";
    }

    /**
     * Compiles a pattern.
     *
     * @param separators the characters that {@code *} and {@code ?} do not match
     * @throws BuiltinFailure if the pattern is malformed
     */
    public static GoRegexp compile(String pattern, String separators) {
        return GoRegexp.compile(new GoGlob(pattern, separators).translate());
    }

    /** The text with every character that means something in a pattern escaped. */
    public static String quoteMeta(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted.append("*?\\[]{}".indexOf(c) >= 0 ? "\\" : "").append(c);
        }
        return quoted.toString();
    }

    private String translate() {
        while (at < pattern.length()) {
            element();
        }
        if (!groups.isEmpty()) {
            throw malformed("unclosed `{`");
        }
        return out.append(")\\z").toString();
    }

    private void element() {
        int c = pattern.codePointAt(at);
        at += Character.charCount(c);
        switch (c) {
            case '*' -> {
                boolean two = at < pattern.length() && pattern.charAt(at) == '*';
                at += two ? 1 : 0;
                out.append(two ? "." : any).append('*');
            }
            case '?' -> out.append(any);
            case '[' -> range();
            case '{' -> {
                groups.push(at);
                out.append("(?:");
            }
            case '\\' -> {
                if (at == pattern.length()) {
                    throw malformed("trailing backslash");
                }
                int literal = pattern.codePointAt(at);
                at += Character.charCount(literal);
                literal(literal);
            }
            default -> {
                if (!groups.isEmpty() && c == '}') {
                    groups.pop();
                    out.append(')');
                } else if (!groups.isEmpty() && c == ',') {
                    out.append('|');
                } else {
                    literal(c);
                }
            }
        }
    }

    private void literal(int c) {
        boolean plain = Character.isLetterOrDigit(c) || c >= 0x80 || c == ' ' || c == '_';
        out.append(plain ? "" : "\\").appendCodePoint(c);
    }

    private void range() {
        boolean not = at < pattern.length() && pattern.charAt(at) == '!';
        at += not ? 1 : 0;
        if (at >= pattern.length()) {
            throw malformed("unexpected end of input");
        }
        int low = pattern.codePointAt(at);
        int afterLow = at + Character.charCount(low);
        String inside =
                afterLow < pattern.length() && pattern.charAt(afterLow) == '-' ? interval(low, afterLow) : list();
        if (at >= pattern.length() || pattern.charAt(at) != ']') {
            throw malformed(at >= pattern.length() ? "unexpected end of input" : "expected close range character");
        }
        at++;
        out.append(not ? "[^" : "[").append(inside).append(']');
    }

    private String interval(int low, int afterLow) {
        at = afterLow + 1;
        if (at >= pattern.length()) {
            throw malformed("unexpected end of input");
        }
        int high = pattern.codePointAt(at);
        at += Character.charCount(high);
        if (high < low) {
            at += at < pattern.length() ? 1 : 0;
            throw malformed("range hi character is less than lo");
        }
        return charClass(Character.toString(low)) + "-" + charClass(Character.toString(high));
    }

    private String list() {
        StringBuilder characters = new StringBuilder();
        while (at < pattern.length() && pattern.charAt(at) != ']') {
            at += pattern.charAt(at) == '\\' ? 1 : 0;
            if (at >= pattern.length()) {
                throw malformed("trailing backslash");
            }
            int c = pattern.codePointAt(at);
            at += Character.charCount(c);
            characters.appendCodePoint(c);
        }
        if (characters.isEmpty() && at < pattern.length()) {
            at++;
            throw malformed("could not parse range");
        }
        return charClass(characters.toString());
    }

    /** Characters as they are written inside of a character class. */
    private static String charClass(String characters) {
        StringBuilder escaped = new StringBuilder();
        characters.codePoints().forEach(c -> {
            boolean plain = Character.isLetterOrDigit(c) || c >= 0x80 || c == ' ' || c == '_';
            escaped.append(plain ? "" : "\\").appendCodePoint(c);
        });
        return escaped.toString();
    }

    private BuiltinFailure malformed(String reason) {
        return BuiltinFailure.error(
                "glob: syntax error at " + GoBytes.encode(pattern.substring(0, at)).length + ": " + reason);
    }
}
