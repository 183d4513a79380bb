package dev.writ.policy.builtin.golang;

import dev.writ.policy.builtin.BuiltinFailure;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Percent encoding and query strings, as Go's {@code net/url}. */
public final class GoUrl {

    /** Where in a URL a text stands; it decides what must be escaped. */
    enum Part {
        QUERY,
        PATH,
        HOST,
        ZONE,
        USER,
        FRAGMENT
    }

    private static final String HEX = "0123456789ABCDEF";
    private static final String UNRESERVED = "-_.~";

    private GoUrl() {}

    /** A text as a value of a query string; a space becomes a plus. */
    public static String escapeQuery(String text) {
        return escape(text, Part.QUERY);
    }

    /**
     * The text of a value of a query string.
     *
     * @throws BuiltinFailure if an escape is not two hexadecimal digits
     */
    public static String unescapeQuery(String text) {
        return unescape(text, Part.QUERY);
    }

    /**
     * The values of a query string by key, in the order of the string.
     *
     * @throws BuiltinFailure if an escape or a separator is not valid
     */
    public static Map<String, List<String>> parseQuery(String query) {
        Map<String, List<String>> values = new TreeMap<>();
        for (String pair : query.split("&", -1)) {
            if (pair.contains(";")) {
                throw BuiltinFailure.error("invalid semicolon separator in query");
            }
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String key = unescapeQuery(equals < 0 ? pair : pair.substring(0, equals));
            String value = unescapeQuery(equals < 0 ? "" : pair.substring(equals + 1));
            values.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
        }
        return values;
    }

    /** Whether a text has no character that must be escaped. */
    static boolean isEscaped(String text, Part part) {
        return text.chars().allMatch(c -> "!$&'()*+,;=:@[]%".indexOf(c) >= 0 || (c < 0x80 && !mustEscape(c, part)));
    }

    static String escape(String text, Part part) {
        StringBuilder out = new StringBuilder(text.length() + 8);
        for (byte b : GoBytes.encode(text)) {
            int c = b & 0xFF;
            if (!mustEscape(c, part)) {
                out.append((char) c);
            } else if (c == ' ' && part == Part.QUERY) {
                out.append('+');
            } else {
                out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xF));
            }
        }
        return out.toString();
    }

    static String unescape(String text, Part part) {
        byte[] bytes = GoBytes.encode(text);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            int c = bytes[i] & 0xFF;
            if (c == '%') {
                out.write(escaped(bytes, i, part));
                i += 2;
            } else if (c == '+' && part == Part.QUERY) {
                out.write(' ');
            } else if ((part == Part.HOST || part == Part.ZONE) && c < 0x80 && mustEscape(c, part)) {
                throw BuiltinFailure.error(
                        "invalid character " + GoQuote.quote(Character.toString(c)) + " in host name");
            } else {
                out.write(c);
            }
        }
        return GoBytes.decode(out.toByteArray());
    }

    private static int escaped(byte[] bytes, int i, Part part) {
        int high = i + 1 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
        int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
        String shown =
                new String(bytes, i, Math.min(3, bytes.length - i), java.nio.charset.StandardCharsets.ISO_8859_1);
        if (high < 0 || low < 0) {
            throw BuiltinFailure.error("invalid URL escape " + GoQuote.quote(shown));
        }
        int value = high << 4 | low;
        boolean refused = part == Part.HOST
                ? high < 8 && !shown.equals("%25")
                : part == Part.ZONE && !shown.equals("%25") && value != ' ' && mustEscape(value, Part.HOST);
        if (refused) {
            throw BuiltinFailure.error("invalid URL escape " + GoQuote.quote(shown));
        }
        return value;
    }

    private static boolean mustEscape(int c, Part part) {
        boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (plain || UNRESERVED.indexOf(c) >= 0) {
            return false;
        }
        String allowed = switch (part) {
            case QUERY -> "";
            case PATH -> "$&+,/:;=@";
            case HOST, ZONE -> "!$&'()*+,;=:[]<>\"";
            case USER -> "$&+,;=";
            case FRAGMENT -> "$&+,/:;=?@!()*";
        };
        return c == 0 || allowed.indexOf(c) < 0;
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
