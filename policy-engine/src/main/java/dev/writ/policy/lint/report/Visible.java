package dev.writ.policy.lint.report;

/** Texts that may hold anything, such as names of files, for a terminal or a line of a report. */
public final class Visible {
    private Visible() {}

    /** The text in one line, with what steers a terminal or turns the direction of writing as {@code \}{@code u001b}. */
    public static String of(String text) {
        return of(text, false);
    }

    /** The same for a line of source, where tabs stay. */
    static String line(String text) {
        return of(text, true);
    }

    private static String of(String text, boolean tabs) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append(tabs ? "\t" : "\\t");
                default -> {
                    if (isHidden(c)) {
                        out.append("\\u%04x".formatted(c));
                    } else {
                        out.appendCodePoint(c);
                    }
                }
            }
        });
        return out.toString();
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            // Marks of direction; other characters of this kind belong to scripts and signs.
            case Character.FORMAT -> (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
            default -> false;
        };
    }
}
