package dev.writ.policy.builtin.golang;

import java.math.BigInteger;
import java.util.Locale;

/** Prints one argument under one verb. */
final class FormatVerbs {

    private FormatVerbs() {}

    static void print(StringBuilder out, FormatSpec spec, GoArg arg, int verb) {
        if (verb == 'T') {
            spec.padWithSpaces(out, spec.truncate(arg.typeName()));
            return;
        }
        switch (arg) {
            case GoArg.Int i -> integer(out, spec, i, verb);
            case GoArg.BigInt big -> bigInteger(out, spec, big.value(), verb);
            case GoArg.Float64 f -> floating(out, spec, f, verb);
            case GoArg.Str s -> string(out, spec, s, s.value(), verb);
            case GoArg.JsonNumber n -> string(out, spec, n, n.text(), verb);
            case GoArg.Complex128 c -> complex(out, spec, c, verb);
            case GoArg.Bool b -> bool(out, spec, b, verb);
            case GoArg.Slice slice -> FormatComposites.print(out, spec, slice, verb);
            case GoArg.Dict dict -> FormatComposites.print(out, spec, dict, verb);
            case GoArg.Nil n -> FormatComposites.nil(out, spec, verb);
        }
    }

    private static void bad(StringBuilder out, FormatSpec spec, GoArg arg, int verb) {
        out.append("%!")
                .appendCodePoint(verb)
                .append('(')
                .append(arg.typeName())
                .append('=');
        print(out, spec, arg, 'v');
        out.append(')');
    }

    private static void bool(StringBuilder out, FormatSpec spec, GoArg.Bool arg, int verb) {
        if (verb == 't' || verb == 'v') {
            spec.pad(out, Boolean.toString(arg.value()));
        } else {
            bad(out, spec, arg, verb);
        }
    }

    private static void complex(StringBuilder out, FormatSpec spec, GoArg.Complex128 arg, int verb) {
        if ("vbgGxXfFeE".indexOf(verb) < 0) {
            bad(out, spec, arg, verb);
            return;
        }
        boolean plus = spec.plus;
        out.append('(');
        floating(out, spec, new GoArg.Float64(arg.real()), verb);
        spec.plus = true;
        floating(out, spec, new GoArg.Float64(arg.imaginary()), verb);
        spec.plus = plus;
        out.append("i)");
    }

    private static void string(StringBuilder out, FormatSpec spec, GoArg arg, String text, int verb) {
        switch (verb) {
            case 'v' -> {
                if (spec.goSyntax) {
                    quoted(out, spec, text);
                } else {
                    spec.pad(out, spec.truncate(text));
                }
            }
            case 's' -> spec.pad(out, spec.truncate(text));
            case 'q' -> quoted(out, spec, text);
            case 'x', 'X' -> hexBytes(out, spec, GoBytes.encode(text), verb == 'X');
            default -> bad(out, spec, arg, verb);
        }
    }

    private static void quoted(StringBuilder out, FormatSpec spec, String text) {
        String cut = spec.truncate(text);
        if (spec.sharp && GoQuote.canBackquote(cut)) {
            spec.pad(out, "`" + cut + "`");
        } else {
            spec.pad(out, spec.plus ? GoQuote.quoteToAscii(cut) : GoQuote.quote(cut));
        }
    }

    private static void hexBytes(StringBuilder out, FormatSpec spec, byte[] bytes, boolean upper) {
        int length = spec.hasPrecision ? Math.min(spec.precision, bytes.length) : bytes.length;
        String prefix = spec.sharp ? upper ? "0X" : "0x" : "";
        StringBuilder hex = new StringBuilder(2 * length);
        for (int i = 0; i < length; i++) {
            if (i == 0 || spec.space) {
                hex.append(i > 0 ? " " : "").append(prefix);
            }
            hex.append(Character.forDigit(bytes[i] >> 4 & 0xF, 16)).append(Character.forDigit(bytes[i] & 0xF, 16));
        }
        spec.pad(out, upper ? hex.toString().toUpperCase(Locale.ROOT) : hex.toString());
    }

    private static void integer(StringBuilder out, FormatSpec spec, GoArg.Int arg, int verb) {
        long value = arg.value();
        switch (verb) {
            case 'v' -> {
                if (spec.goSyntax && arg.unsigned()) {
                    spec.padWithSpaces(out, "0x" + Long.toHexString(value));
                } else {
                    digits(out, spec, value, 10, verb);
                }
            }
            case 'd' -> digits(out, spec, value, 10, verb);
            case 'b' -> digits(out, spec, value, 2, verb);
            case 'o', 'O' -> digits(out, spec, value, 8, verb);
            case 'x', 'X' -> digits(out, spec, value, 16, verb);
            case 'c' -> spec.pad(out, Character.toString(rune(value)));
            case 'q' -> spec.pad(out, GoQuote.quoteRune(rune(value), spec.plus));
            case 'U' -> unicode(out, spec, value);
            default -> bad(out, spec, arg, verb);
        }
    }

    private static int rune(long value) {
        boolean valid = value >= 0 && value <= Character.MAX_CODE_POINT && !(value >= 0xD800 && value <= 0xDFFF);
        return valid ? (int) value : 0xFFFD;
    }

    private static void unicode(StringBuilder out, FormatSpec spec, long value) {
        String hex = Long.toHexString(value).toUpperCase(Locale.ROOT);
        int least = spec.hasPrecision && spec.precision > 4 ? spec.precision : 4;
        StringBuilder text = new StringBuilder("U+")
                .repeat('0', Math.max(least - hex.length(), 0))
                .append(hex);
        if (spec.sharp && value >= 0 && value <= Character.MAX_CODE_POINT && GoQuote.isPrint((int) value)) {
            text.append(" '").appendCodePoint((int) value).append('\'');
        }
        spec.padWithSpaces(out, text.toString());
    }

    private static void digits(StringBuilder out, FormatSpec spec, long value, int base, int verb) {
        if (spec.hasPrecision && spec.precision == 0 && value == 0) {
            out.repeat(' ', spec.hasWidth ? spec.width : 0);
            return;
        }
        boolean negative = value < 0;
        String digits = BigInteger.valueOf(value).abs().toString(base);
        int least = 0;
        if (spec.hasPrecision) {
            least = spec.precision;
        } else if (spec.zero && !spec.minus && spec.hasWidth) {
            least = spec.width - (negative || spec.plus || spec.space ? 1 : 0);
        }
        StringBuilder text = new StringBuilder()
                .repeat('0', Math.max(least - digits.length(), 0))
                .append(digits);
        if (spec.sharp && (base != 8 || text.charAt(0) != '0')) {
            text.insert(0, base == 2 ? "0b" : base == 8 ? "0" : base == 16 ? "0x" : "");
        }
        if (verb == 'O') {
            text.insert(0, "0o");
        }
        text.insert(0, sign(spec, negative));
        String shown = verb == 'X' ? text.toString().toUpperCase(Locale.ROOT) : text.toString();
        spec.padWithSpaces(out, shown);
    }

    private static String sign(FormatSpec spec, boolean negative) {
        return negative ? "-" : spec.plus ? "+" : spec.space ? " " : "";
    }

    private static String bigSign(FormatSpec spec, boolean negative) {
        return !negative && spec.plusV ? "+" : sign(spec, negative);
    }

    private static void bigInteger(StringBuilder out, FormatSpec spec, BigInteger value, int verb) {
        int base = switch (verb) {
            case 'b' -> 2;
            case 'o', 'O' -> 8;
            case 'd', 's', 'v' -> 10;
            case 'x', 'X' -> 16;
            default -> 0;
        };
        if (base == 0) {
            out.append("%!")
                    .appendCodePoint(verb)
                    .append("(big.Int=")
                    .append(value)
                    .append(')');
            return;
        }
        String digits = value.abs().toString(base);
        if (spec.hasPrecision && spec.precision == 0 && digits.equals("0")) {
            return;
        }
        String prefix = verb == 'O' ? "0o" : spec.sharp ? prefix(verb) : "";
        String sign = bigSign(spec, value.signum() < 0);
        int zeros = spec.hasPrecision ? Math.max(spec.precision - digits.length(), 0) : 0;
        int length = sign.length() + prefix.length() + zeros + digits.length();
        int missing = spec.hasWidth ? Math.max(spec.width - length, 0) : 0;
        if (missing > 0 && !spec.minus && spec.zero && !spec.hasPrecision) {
            zeros = missing;
            missing = 0;
        }
        String text = sign + prefix + "0".repeat(zeros) + (verb == 'X' ? digits.toUpperCase(Locale.ROOT) : digits);
        if (spec.minus) {
            out.append(text).repeat(' ', missing);
        } else {
            out.repeat(' ', missing).append(text);
        }
    }

    private static String prefix(int verb) {
        return switch (verb) {
            case 'b' -> "0b";
            case 'o' -> "0";
            case 'x' -> "0x";
            case 'X' -> "0X";
            default -> "";
        };
    }

    private static void floating(StringBuilder out, FormatSpec spec, GoArg.Float64 arg, int verb) {
        switch (verb) {
            case 'v' -> floating(out, spec, arg.value(), 'g', GoFloat.SHORTEST);
            case 'b', 'g', 'G', 'x', 'X' -> floating(out, spec, arg.value(), (char) verb, GoFloat.SHORTEST);
            case 'f', 'e', 'E' -> floating(out, spec, arg.value(), (char) verb, 6);
            case 'F' -> floating(out, spec, arg.value(), 'f', 6);
            default -> bad(out, spec, arg, verb);
        }
    }

    private static void floating(StringBuilder out, FormatSpec spec, double value, char verb, int defaultPrecision) {
        int precision = spec.hasPrecision ? spec.precision : defaultPrecision;
        String text = GoFloat.format(value, verb, precision);
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        if (spec.sharp && verb != 'b') {
            digits = withPoint(digits, verb, precision);
        }
        String sign = sign(spec, negative);
        if (spec.zero && !spec.minus && spec.hasWidth && !sign.isEmpty()) {
            int missing = spec.width - sign.length() - digits.length();
            out.append(sign).repeat('0', Math.max(missing, 0)).append(digits);
        } else {
            spec.pad(out, sign + digits);
        }
    }

    /** The # flag: always a decimal point, and for %g the trailing zeros. */
    private static String withPoint(String number, char verb, int precision) {
        boolean hex = verb == 'x' || verb == 'X';
        int significant = verb == 'g' || verb == 'G' || verb == 'x' ? precision == -1 ? 6 : precision : 0;
        int tailAt = number.length();
        boolean point = false;
        boolean nonZero = false;
        for (int i = 0; i < tailAt; i++) {
            char c = number.charAt(i);
            if (c == '.') {
                point = true;
            } else if (c == 'p' || c == 'P' || (!hex && (c == 'e' || c == 'E'))) {
                tailAt = i;
            } else {
                nonZero |= c != '0';
                significant -= nonZero ? 1 : 0;
            }
        }
        StringBuilder out = new StringBuilder(number.substring(0, tailAt));
        if (!point) {
            significant -= out.toString().equals("0") ? 1 : 0;
            out.append('.');
        }
        return out.repeat('0', Math.max(significant, 0))
                .append(number.substring(tailAt))
                .toString();
    }
}
