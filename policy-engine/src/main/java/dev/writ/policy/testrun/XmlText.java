package dev.writ.policy.testrun;

/** Text as XML 1.0 takes it. */
final class XmlText {
    private XmlText() {}

    /** The value of an attribute, without its quotation marks; line breaks and tabs survive its normalisation. */
    static String attribute(String text) {
        return escaped(text, true);
    }

    /** The content of an element, with its line breaks. */
    static String content(String text) {
        return escaped(text, false);
    }

    /** XML 1.0 has no way to write most control characters; they become U+FFFD. */
    private static String escaped(String text, boolean attribute) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append(attribute ? "&quot;" : "\"");
                case '\n', '\t' -> out.append(attribute ? "&#" + c + ";" : Character.toString(c));
                case '\r' -> out.append("&#13;");
                default -> out.appendCodePoint(isCharacter(c) ? c : 0xFFFD);
            }
        });
        return out.toString();
    }

    private static boolean isCharacter(int c) {
        return c >= 0x20 && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
    }
}
