package dev.writ.policy.builtin.std;

/** Breaks compact JSON into lines, as Go's {@code json.Indent} does. */
final class JsonIndent {

    private JsonIndent() {}

    /**
     * The text with a line for each element and member, each line starting with {@code prefix} and an {@code indent} a
     * level; it is cut off somewhere beyond {@code maxLength}.
     */
    static String indent(String compact, String prefix, String indent, int maxLength) {
        StringBuilder out = new StringBuilder(compact.length() * 2);
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < compact.length() && out.length() <= maxLength; i++) {
            char c = compact.charAt(i);
            if (quoted) {
                out.append(c);
                if (c == '\\') {
                    i++;
                    out.append(compact.charAt(i));
                }
                quoted = c != '"';
                continue;
            }
            switch (c) {
                case '"' -> {
                    quoted = true;
                    out.append(c);
                }
                case '{', '[' -> {
                    out.append(c);
                    char close = compact.charAt(i + 1);
                    if (close == '}' || close == ']') {
                        i++;
                        out.append(close);
                    } else {
                        depth++;
                        line(out, prefix, indent, depth);
                    }
                }
                case '}', ']' -> {
                    depth--;
                    line(out, prefix, indent, depth);
                    out.append(c);
                }
                case ',' -> {
                    out.append(c);
                    line(out, prefix, indent, depth);
                }
                case ':' -> out.append(": ");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    private static void line(StringBuilder out, String prefix, String indent, int depth) {
        out.append('\n').append(prefix).repeat(indent, depth);
    }
}
