package dev.writ.policy.builtin.golang;

import java.util.List;
import java.util.function.Supplier;

/** Go's {@code fmt.Sprint} and {@code fmt.Sprintln}. */
public final class GoPrint {

    private GoPrint() {}

    /** The text of a value, as the verb {@code %v} prints it. */
    public static String text(GoArg value) {
        StringBuilder out = new StringBuilder();
        FormatVerbs.print(out, new FormatSpec(), value, 'v');
        return out.toString();
    }

    /** The text of a value under any verb that has no flags. */
    public static String text(GoArg value, char verb) {
        StringBuilder out = new StringBuilder();
        FormatVerbs.print(out, new FormatSpec(), value, verb);
        return out.toString();
    }

    /**
     * The texts of values, with a space between two of which neither is a string.
     *
     * @param maxLength the length, in characters, above which printing gives up and throws what {@code tooLong} makes
     */
    public static String sprint(List<GoArg> values, int maxLength, Supplier<RuntimeException> tooLong) {
        StringBuilder out = new StringBuilder();
        boolean afterString = true;
        for (GoArg value : values) {
            boolean string = value instanceof GoArg.Str || value instanceof GoArg.JsonNumber;
            out.append(afterString || string ? "" : " ");
            append(out, value, maxLength, tooLong);
            afterString = string;
        }
        return out.toString();
    }

    /** The texts of values with spaces between them, and a line end. */
    public static String sprintln(List<GoArg> values, int maxLength, Supplier<RuntimeException> tooLong) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            out.append(i == 0 ? "" : " ");
            append(out, values.get(i), maxLength, tooLong);
        }
        return out.append('\n').toString();
    }

    private static void append(StringBuilder out, GoArg value, int maxLength, Supplier<RuntimeException> tooLong) {
        FormatVerbs.print(out, new FormatSpec(), value, 'v');
        if (out.length() > maxLength) {
            throw tooLong.get();
        }
    }
}
