package dev.writ.policy.builtin.golang;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Go's {@code fmt.Sprintf} for the argument types of {@link GoArg}: all verbs, flags, width, precision, {@code *} and
 * explicit argument indexes, and Go's notation for mistakes ({@code %!d(string=hi)}, {@code %!s(MISSING)},
 * {@code %!(EXTRA int64=1)}, {@code %!(NOVERB)}).
 */
public final class GoFormat {

    /** Go's own bound for width and precision; beyond it the number is not accepted. */
    private static final int MAX_NUMBER = 1_000_000;

    private final String format;
    private final List<GoArg> args;
    private final int maxLength;
    private final Supplier<RuntimeException> tooLong;
    private final StringBuilder out;
    private FormatSpec spec = new FormatSpec();
    private int at;
    private int arg;
    private boolean reordered;
    private boolean afterIndex;
    private boolean goodIndex;

    private GoFormat(String format, List<GoArg> args, int maxLength, Supplier<RuntimeException> tooLong) {
        this.format = format;
        this.args = args;
        this.maxLength = maxLength;
        this.tooLong = tooLong;
        this.out = new StringBuilder(format.length() + 16);
    }

    /**
     * Formats.
     *
     * @param maxLength the length, in characters, above which formatting gives up and throws what {@code tooLong} makes
     */
    public static String format(String format, List<GoArg> args, int maxLength, Supplier<RuntimeException> tooLong) {
        return new GoFormat(format, args, maxLength, tooLong).run();
    }

    private String run() {
        while (at < format.length()) {
            int percent = format.indexOf('%', at);
            if (percent < 0) {
                out.append(format, at, format.length());
                break;
            }
            out.append(format, at, percent);
            at = percent + 1;
            directive();
            if (out.length() > maxLength) {
                throw tooLong.get();
            }
        }
        if (!reordered && arg < args.size()) {
            extra();
        }
        return out.toString();
    }

    private void directive() {
        spec = new FormatSpec();
        goodIndex = true;
        afterIndex = false;
        if (flags()) {
            return;
        }
        argumentIndex();
        width();
        precision();
        if (!afterIndex) {
            argumentIndex();
        }
        if (at >= format.length()) {
            out.append("%!(NOVERB)");
            return;
        }
        int verb = format.codePointAt(at);
        at += Character.charCount(verb);
        verb(verb);
    }

    /** Reads flags; answers true if a plain lower-case verb followed them and was printed. */
    private boolean flags() {
        for (; at < format.length(); at++) {
            char c = format.charAt(at);
            switch (c) {
                case '#' -> spec.sharp = true;
                case '0' -> spec.zero = true;
                case '+' -> spec.plus = true;
                case '-' -> spec.minus = true;
                case ' ' -> spec.space = true;
                default -> {
                    if (c >= 'a' && c <= 'z' && arg < args.size()) {
                        at++;
                        print(c);
                        return true;
                    }
                    return false;
                }
            }
        }
        return false;
    }

    private void verb(int verb) {
        if (verb == '%') {
            out.append('%');
        } else if (!goodIndex) {
            out.append("%!").appendCodePoint(verb).append("(BADINDEX)");
        } else if (arg >= args.size()) {
            out.append("%!").appendCodePoint(verb).append("(MISSING)");
        } else {
            print(verb);
        }
    }

    private void print(int verb) {
        if (verb == 'v' || verb == 'w') {
            spec.goSyntax = spec.sharp;
            spec.sharp = false;
            spec.plusV = spec.plus;
            spec.plus = false;
        }
        GoArg value = args.get(arg);
        if (FormatComposites.leaves(value) * (spec.width + (long) spec.precision) > maxLength) {
            throw tooLong.get();
        }
        FormatVerbs.print(out, spec, value, verb);
        arg++;
    }

    private void extra() {
        out.append("%!(EXTRA ");
        for (int i = arg; i < args.size(); i++) {
            if (i > arg) {
                out.append(", ");
            }
            if (!(args.get(i) instanceof GoArg.Nil)) {
                out.append(args.get(i).typeName()).append('=');
            }
            FormatVerbs.print(out, new FormatSpec(), args.get(i), 'v');
        }
        out.append(')');
    }

    private void width() {
        if (at < format.length() && format.charAt(at) == '*') {
            at++;
            Integer value = integerArgument();
            spec.hasWidth = value != null;
            spec.width = value == null ? 0 : value;
            if (value == null) {
                out.append("%!(BADWIDTH)");
            }
            if (spec.width < 0) {
                spec.width = -spec.width;
                spec.minus = true;
                spec.zero = false;
            }
            afterIndex = false;
            return;
        }
        Integer value = number();
        spec.hasWidth = value != null;
        spec.width = value == null ? 0 : value;
        if (afterIndex && spec.hasWidth) {
            goodIndex = false;
        }
    }

    private void precision() {
        if (at + 1 >= format.length() || format.charAt(at) != '.') {
            return;
        }
        at++;
        if (afterIndex) {
            goodIndex = false;
        }
        argumentIndex();
        if (at < format.length() && format.charAt(at) == '*') {
            at++;
            Integer value = integerArgument();
            spec.hasPrecision = value != null && value >= 0;
            spec.precision = spec.hasPrecision && value != null ? value : 0;
            if (!spec.hasPrecision) {
                out.append("%!(BADPREC)");
            }
            afterIndex = false;
            return;
        }
        Integer value = number();
        spec.hasPrecision = true;
        spec.precision = value == null ? 0 : value;
    }

    /** Reads {@code [n]}: which argument comes next. */
    private void argumentIndex() {
        afterIndex = false;
        if (at >= format.length() || format.charAt(at) != '[') {
            return;
        }
        reordered = true;
        int close = format.indexOf(']', at);
        if (format.length() - at < 3 || close < 0) {
            goodIndex = false;
            at++;
            return;
        }
        int start = at + 1;
        at = start;
        Integer index = number();
        boolean wellFormed = index != null && at == close;
        at = close + 1;
        if (wellFormed && index != null && index >= 1 && index <= args.size()) {
            arg = index - 1;
            afterIndex = true;
        } else {
            goodIndex = false;
            afterIndex = wellFormed;
        }
    }

    private @Nullable Integer number() {
        int start = at;
        int value = 0;
        while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
            if (value > MAX_NUMBER) {
                at = format.length();
                return null;
            }
            value = value * 10 + (format.charAt(at) - '0');
            at++;
        }
        return at == start ? null : value;
    }

    private @Nullable Integer integerArgument() {
        if (arg >= args.size()) {
            return null;
        }
        GoArg value = args.get(arg);
        arg++;
        boolean usable = value instanceof GoArg.Int i && Math.abs(i.value()) <= MAX_NUMBER;
        return usable ? Integer.valueOf((int) ((GoArg.Int) value).value()) : null;
    }
}
