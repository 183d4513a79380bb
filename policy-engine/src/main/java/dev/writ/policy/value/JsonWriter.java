package dev.writ.policy.value;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes values as JSON: keys in order, sets as arrays, numbers with their text. A key that is not a string is written as
 * the string of its own JSON, and takes its place in the order as that; where two keys become the same string, the last one
 * is written. All of this is as OPA does it.
 */
public final class JsonWriter {
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out;
    private final String indent;
    private final boolean htmlSafe;

    private JsonWriter(StringBuilder out, String indent, boolean htmlSafe) {
        this.out = out;
        this.indent = indent;
        this.htmlSafe = htmlSafe;
    }

    /** Without any space. */
    public static String compact(RegoValue value) {
        StringBuilder out = new StringBuilder();
        compact(value, out);
        return out.toString();
    }

    /** Without any space. */
    public static void compact(RegoValue value, StringBuilder out) {
        new JsonWriter(out, "", false).write(value, 0);
    }

    /** Without any space, and as Go's encoder does by default: {@code <}, {@code >} and {@code &} are escaped. */
    public static String compactHtmlSafe(RegoValue value) {
        StringBuilder out = new StringBuilder();
        new JsonWriter(out, "", true).write(value, 0);
        return out.toString();
    }

    /** One member a line, indented by two spaces; empty arrays and objects stay on one line. */
    public static String pretty(RegoValue value) {
        return pretty(value, "  ");
    }

    /** One member a line, each level indented by {@code indent}. */
    public static String pretty(RegoValue value, String indent) {
        StringBuilder out = new StringBuilder();
        new JsonWriter(out, indent, false).write(value, 0);
        return out.toString();
    }

    /** {@code text} as a JSON string. */
    public static String quote(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2);
        new JsonWriter(out, "", false).string(text);
        return out.toString();
    }

    private void write(RegoValue value, int depth) {
        switch (value) {
            case RegoNull n -> out.append("null");
            case RegoBoolean b -> out.append(b.value());
            case RegoNumber n -> number(n.text());
            case RegoString s -> string(s.value());
            case RegoArray array -> elements(array, array.size(), depth);
            case RegoSet set -> elements(set, set.size(), depth);
            case RegoObject object -> members(object, depth);
        }
    }

    /** JSON wants a digit before the point, which Rego does not. */
    private void number(String text) {
        if (text.startsWith(".")) {
            out.append('0').append(text);
        } else if (text.startsWith("-.")) {
            out.append("-0").append(text, 1, text.length());
        } else {
            out.append(text);
        }
    }

    private void elements(Iterable<RegoValue> elements, int size, int depth) {
        out.append('[');
        String separator = "";
        for (RegoValue element : elements) {
            out.append(separator);
            line(depth + 1);
            write(element, depth + 1);
            separator = ",";
        }
        if (size > 0) {
            line(depth);
        }
        out.append(']');
    }

    private void members(RegoObject object, int depth) {
        out.append('{');
        if (hasOnlyStrings(object)) {
            for (int i = 0; i < object.size(); i++) {
                member(i == 0, ((RegoString) object.keyAt(i)).value(), object.valueAt(i), depth);
            }
        } else {
            SortedMap<RegoString, RegoValue> members = new TreeMap<>();
            object.forEach((key, value) -> members.put(RegoString.of(keyText(key)), value));
            RegoString first = members.firstKey();
            members.forEach((key, value) -> member(key.equals(first), key.value(), value, depth));
        }
        if (object.size() > 0) {
            line(depth);
        }
        out.append('}');
    }

    /** Keys are in order, and those that are no strings come before or behind all strings. */
    private static boolean hasOnlyStrings(RegoObject object) {
        int size = object.size();
        return size == 0 || (object.keyAt(0) instanceof RegoString && object.keyAt(size - 1) instanceof RegoString);
    }

    private void member(boolean first, String key, RegoValue value, int depth) {
        out.append(first ? "" : ",");
        line(depth + 1);
        string(key);
        out.append(indent.isEmpty() ? ":" : ": ");
        write(value, depth + 1);
    }

    /** The JSON key for {@code key}: a string as it is, anything else as its own JSON, in which OPA escapes what HTML would read. */
    public static String keyText(RegoValue key) {
        return key instanceof RegoString string ? string.value() : withoutMarkup(compact(key));
    }

    private static String withoutMarkup(String json) {
        return json.replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }

    private void line(int depth) {
        if (!indent.isEmpty()) {
            out.append('\n').repeat(indent, depth);
        }
    }

    private void string(String text) {
        out.append('"');
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean lone = Character.isSurrogate(c) && isLone(text, i);
            if (!lone && !mustEscape(c)) {
                continue;
            }
            out.append(text, from, i);
            if (lone) {
                out.append("\\ufffd");
            } else {
                escape(c);
            }
            from = i + 1;
        }
        out.append(text, from, text.length()).append('"');
    }

    /** Whether a surrogate is not one half of a pair; such a string is no text, and Go writes U+FFFD for it. */
    private static boolean isLone(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 >= text.length() || !Character.isLowSurrogate(text.charAt(i + 1))
                : i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
    }

    private boolean mustEscape(char c) {
        return switch (c) {
            case '"', '\\', '\u2028', '\u2029' -> true;
            case '<', '>', '&' -> htmlSafe;
            default -> c < ' ';
        };
    }

    private void escape(char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            default ->
                out.append("\\u")
                        .append(HEX.charAt(c >> 12))
                        .append(HEX.charAt((c >> 8) & 15))
                        .append(HEX.charAt((c >> 4) & 15))
                        .append(HEX.charAt(c & 15));
        }
    }
}
