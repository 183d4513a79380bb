package dev.writ.policy.builtin.golang;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;

/** Functions of Go's {@code strings} package whose results differ from what Java's methods of the same name give. */
public final class GoStrings {

    /** A text and what replaces it. */
    public record Replacement(String old, String fresh) {}

    private GoStrings() {}

    /** Lower case, character by character, without the rules that depend on language or neighbours. */
    public static String toLower(String text) {
        return map(text, Character::toLowerCase);
    }

    /** Upper case, character by character, without the rules that depend on language or neighbours. */
    public static String toUpper(String text) {
        return map(text, Character::toUpperCase);
    }

    private static String map(String text, IntUnaryOperator mapping) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(mapping.applyAsInt(c)));
        return out.toString();
    }

    /** Whether Go counts a character as white space. */
    public static boolean isSpace(int c) {
        return switch (c) {
            case '\t', '\n', 0x0B, '\f', '\r', ' ', 0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000 -> true;
            default -> c >= 0x2000 && c <= 0x200A;
        };
    }

    /** The text without leading characters that {@code drop} accepts. */
    public static String trimLeft(String text, IntPredicate drop) {
        int start = 0;
        while (start < text.length() && drop.test(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        return text.substring(start);
    }

    /** The text without trailing characters that {@code drop} accepts. */
    public static String trimRight(String text, IntPredicate drop) {
        int end = text.length();
        while (end > 0 && drop.test(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(0, end);
    }

    /** The parts between separators; an empty separator cuts into characters. */
    public static List<String> split(String text, String separator) {
        List<String> parts = new ArrayList<>();
        if (separator.isEmpty()) {
            text.codePoints().forEach(c -> parts.add(Character.toString(c)));
            return parts;
        }
        int start = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, start)) {
            parts.add(text.substring(start, at));
            start = at + separator.length();
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** How often a text occurs without overlap; the empty text occurs before, after and between characters. */
    public static int count(String text, String wanted) {
        if (wanted.isEmpty()) {
            return text.codePointCount(0, text.length()) + 1;
        }
        int count = 0;
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length())) {
            count++;
        }
        return count;
    }

    /** The characters in reverse order. */
    public static String reverse(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    /**
     * Replaces from left to right without overlap. Where several texts match at one place, the first in the list wins;
     * an empty one matches between bytes, as in Go.
     *
     * @param maxLength the length above which the work is given up
     * @return the result, cut off somewhere beyond {@code maxLength} if it is longer
     */
    public static String replace(String text, List<Replacement> replacements, int maxLength) {
        boolean bytewise = replacements.stream().anyMatch(r -> r.old().isEmpty()) && !GoBytes.isAscii(text);
        if (!bytewise) {
            return replaceAll(text, replacements, maxLength);
        }
        List<Replacement> bytes = replacements.stream()
                .map(r -> new Replacement(toByteChars(r.old()), toByteChars(r.fresh())))
                .toList();
        String result = replaceAll(toByteChars(text), bytes, maxLength);
        return GoBytes.decode(result.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String toByteChars(String text) {
        return new String(GoBytes.encode(text), StandardCharsets.ISO_8859_1);
    }

    private static String replaceAll(String text, List<Replacement> replacements, int maxLength) {
        StringBuilder out = new StringBuilder(text.length());
        boolean emptyBefore = false;
        int last = 0;
        int i = 0;
        while (i <= text.length() && out.length() <= maxLength) {
            Replacement match = null;
            for (Replacement candidate : replacements) {
                boolean usable = !candidate.old().isEmpty() || !emptyBefore;
                if (usable && text.startsWith(candidate.old(), i)) {
                    match = candidate;
                    break;
                }
            }
            emptyBefore = match != null && match.old().isEmpty();
            if (match == null) {
                i++;
            } else {
                out.append(text, last, i).append(match.fresh());
                i += match.old().length();
                last = i;
            }
        }
        return out.append(text, Math.min(last, text.length()), text.length()).toString();
    }
}
