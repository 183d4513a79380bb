package dev.writ.policy.builtin.golang;

import dev.writ.policy.value.YamlScalars;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Text as a scalar of YAML: plain where it reads back as this text, else a block, else in quotes. */
final class GoYamlText {

    private static final Pattern SEXAGESIMAL = Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?");
    private static final Pattern OLD_TRUTH = Pattern.compile("y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF");
    private static final Pattern NEXT_LINES = Pattern.compile("[ \\t]*\\x{85}(?:[ \\t]*\\x{85})*[ \\t]*");
    private static final String NEVER_FIRST = "#,[]{}&*!|>'\"%@`";
    private static final String HEX = "0123456789ABCDEF";

    /** What a text contains that rules out ways to write it. */
    private static final class Traits {
        boolean indicators;
        boolean breaks;
        boolean special;
        boolean tabs;
        boolean leadingSpace;
        boolean edgeBreak;
        boolean trailingSpace;
        boolean breakThenSpace;
        boolean spaceThenBreak;

        boolean plain() {
            return single() && !breaks && !indicators && !leadingSpace && !trailingSpace && !edgeBreak;
        }

        boolean single() {
            return !breakThenSpace && !spaceThenBreak && !tabs && !special;
        }

        boolean block() {
            return !trailingSpace && !spaceThenBreak && !special;
        }
    }

    private GoYamlText() {}

    /**
     * What is left of a text after Go has written it as JSON and read that as YAML: a next-line character folds into a
     * space or line breaks.
     */
    static String readBack(String text) throws GoYamlWriter.Refused {
        StringBuilder valid = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if ((c >= 0x7F && c < 0xA0 && c != 0x85) || c == 0xFFFE || c == 0xFFFF) {
                throw new GoYamlWriter.Refused("yaml: control characters are not allowed");
            }
            valid.appendCodePoint(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c);
        }
        if (valid.indexOf("\u0085") < 0) {
            return valid.toString();
        }
        return NEXT_LINES.matcher(valid).replaceAll(GoYamlText::fold);
    }

    private static String fold(MatchResult lines) {
        long count = lines.group().chars().filter(c -> c == 0x85).count();
        return count == 1 ? " " : "\n".repeat((int) count - 1);
    }

    static boolean hasBreaks(String text) {
        return text.chars().anyMatch(GoYamlText::isBreak);
    }

    /** The scalar; a block begins with {@code |} and ends with its last line. */
    static String of(String text, int indent) {
        if (text.isEmpty()) {
            return "\"\"";
        }
        Traits traits = traits(text);
        if (text.indexOf('\n') >= 0) {
            return traits.block() ? block(text, indent) : doubleQuoted(text);
        }
        if (!canBePlain(text)) {
            return doubleQuoted(text);
        }
        if (traits.plain()) {
            return text;
        }
        return traits.single() ? "'" + broken(text, indent).replace("'", "''") + "'" : doubleQuoted(text);
    }

    private static boolean canBePlain(String text) {
        return YamlScalars.typeOf(text) == YamlScalars.Type.STR
                && !OLD_TRUTH.matcher(text).matches()
                && !SEXAGESIMAL.matcher(text).matches();
    }

    private static Traits traits(String text) {
        Traits traits = new Traits();
        traits.indicators = text.startsWith("---") || text.startsWith("...");
        int previous = -1;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int next = i + Character.charCount(c);
            boolean last = next >= text.length();
            boolean blankNext = last || text.charAt(next) == ' ' || text.charAt(next) == '\t';
            traits.indicators |= isIndicator(c, previous, blankNext);
            traits.tabs |= c == '\t';
            traits.special |= c != '\t' && !isPrintable(c);
            if (c == ' ') {
                traits.leadingSpace |= i == 0;
                traits.trailingSpace |= last;
                traits.breakThenSpace |= isBreak(previous);
            } else if (isBreak(c)) {
                traits.breaks = true;
                traits.edgeBreak |= i == 0 || last;
                traits.spaceThenBreak |= previous == ' ';
            }
            previous = c;
            i = next;
        }
        return traits;
    }

    private static boolean isIndicator(int c, int previous, boolean blankNext) {
        if (previous < 0) {
            return NEVER_FIRST.indexOf(c) >= 0 || ((c == '?' || c == ':' || c == '-') && blankNext);
        }
        boolean afterBlank = previous == ' ' || previous == '\t' || isBreak(previous);
        return (c == ':' && blankNext) || (c == '#' && afterBlank);
    }

    private static boolean isBreak(int c) {
        return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
    }

    private static boolean isPrintable(int c) {
        return c == '\n'
                || (c >= ' ' && c <= '~')
                || (c >= 0xA0 && c < 0xD800)
                || (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF);
    }

    private static String block(String text, int indent) {
        StringBuilder out = new StringBuilder("|");
        if (text.charAt(0) == ' ' || isBreak(text.charAt(0))) {
            out.append('2');
        }
        int last = text.length() - 1;
        if (!isBreak(text.charAt(last))) {
            out.append('-');
        } else if (last == 0 || isBreak(text.charAt(last - 1))) {
            out.append('+');
        }
        out.append('\n').append(broken(text, indent));
        if (!text.isEmpty() && !isBreak(text.charAt(last))) {
            out.append('\n');
        }
        if (isBreak(text.charAt(0)) || text.charAt(0) == '\n') {
            return out.toString();
        }
        return out.insert(out.indexOf("\n") + 1, " ".repeat(indent)).toString();
    }

    /** The text with spaces at the beginning of every line but the first. */
    private static String broken(String text, int indent) {
        if (!hasBreaks(text)) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        boolean afterBreak = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (afterBreak && !isBreak(c)) {
                out.repeat(' ', indent);
            }
            afterBreak = isBreak(c);
            out.append(c);
        }
        return out.toString();
    }

    private static String doubleQuoted(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> {
            if (isPrintable(c) && !isBreak(c) && c != '"' && c != '\\') {
                out.appendCodePoint(c);
            } else {
                escape(c, out);
            }
        });
        return out.append('"').toString();
    }

    private static void escape(int c, StringBuilder out) {
        out.append('\\');
        switch (c) {
            case 0 -> out.append('0');
            case 0x07 -> out.append('a');
            case '\b' -> out.append('b');
            case '\t' -> out.append('t');
            case '\n' -> out.append('n');
            case 0x0B -> out.append('v');
            case '\f' -> out.append('f');
            case '\r' -> out.append('r');
            case 0x1B -> out.append('e');
            case '"', '\\' -> out.appendCodePoint(c);
            case 0x85 -> out.append('N');
            case 0x2028 -> out.append('L');
            case 0x2029 -> out.append('P');
            default -> {
                int digits = c <= 0xFF ? 2 : c <= 0xFFFF ? 4 : 8;
                out.append(digits == 2 ? 'x' : digits == 4 ? 'u' : 'U');
                for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
                    out.append(HEX.charAt(c >> shift & 15));
                }
            }
        }
    }
}
