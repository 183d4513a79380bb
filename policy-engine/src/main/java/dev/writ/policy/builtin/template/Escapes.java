package dev.writ.policy.builtin.template;

import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.builtin.golang.GoQuote;
import java.util.Locale;

/** The functions {@code html} and {@code js}. */
final class Escapes {

    private Escapes() {}

    static String html(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\0' -> out.append('\uFFFD');
                case '"' -> out.append("&#34;");
                case '\'' -> out.append("&#39;");
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    static String js(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> js(c, out));
        return out.toString();
    }

    private static void js(int c, StringBuilder out) {
        switch (c) {
            case '\\', '\'', '"' -> out.append('\\').append((char) c);
            case '<', '>', '&', '=' -> escape(c, out);
            default -> {
                boolean plain = c < 0x80 ? c >= ' ' : GoBytes.isEscape(c) || GoQuote.isPrint(c);
                if (plain) {
                    out.appendCodePoint(c);
                } else {
                    escape(c, out);
                }
            }
        }
    }

    private static void escape(int c, StringBuilder out) {
        String hex = Integer.toHexString(c).toUpperCase(Locale.ROOT);
        out.append("\\u").repeat('0', Math.max(4 - hex.length(), 0)).append(hex);
    }
}
