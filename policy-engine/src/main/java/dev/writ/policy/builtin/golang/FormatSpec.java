package dev.writ.policy.builtin.golang;

/** The flags, width and precision of one verb of a format string, while it is being read and printed. */
final class FormatSpec {

    boolean minus;
    boolean plus;
    boolean sharp;
    boolean space;
    boolean zero;
    /** The verb is {@code %+v}, which only integers of any size print with a sign. */
    boolean plusV;
    /** The verb is {@code %#v}. */
    boolean goSyntax;

    boolean hasWidth;
    int width;
    boolean hasPrecision;
    int precision;

    /** Pads to the width: left with spaces or zeros, or right with spaces. */
    void pad(StringBuilder out, String text) {
        pad(out, text, zero && !minus ? '0' : ' ');
    }

    /** Pads to the width with spaces only. */
    void padWithSpaces(StringBuilder out, String text) {
        pad(out, text, ' ');
    }

    private void pad(StringBuilder out, String text, char padding) {
        int missing = hasWidth ? width - text.codePointCount(0, text.length()) : 0;
        if (minus) {
            out.append(text).repeat(' ', Math.max(missing, 0));
        } else {
            out.repeat(padding, Math.max(missing, 0)).append(text);
        }
    }

    /** Cuts a string to the precision, counted in characters. */
    String truncate(String text) {
        if (!hasPrecision || text.codePointCount(0, text.length()) <= precision) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, precision));
    }
}
