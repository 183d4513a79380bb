package dev.writ.policy.builtin.template;

import dev.writ.policy.builtin.golang.GoArg;
import dev.writ.policy.builtin.golang.GoQuote;
import dev.writ.policy.builtin.golang.GoUnquote;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The values of number and character constants: an int where it can be, else a float or a complex number. */
final class NumberConstant {

    private static final BigInteger MAX_UNSIGNED = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    /**
     * A value, or an error.
     *
     * @param value the value; absent for an integer that is too large for an int
     * @param error why there is none at all
     */
    record Parsed(@Nullable GoArg value, @Nullable String error) {}

    private NumberConstant() {}

    static Parsed parse(Token token) {
        String text = token.text();
        if (token.kind() == Token.Kind.CHAR_CONSTANT) {
            return character(text);
        }
        if (token.kind() == Token.Kind.COMPLEX) {
            return complex(text);
        }
        if (text.endsWith("i")) {
            Double imaginary = floating(text.substring(0, text.length() - 1));
            if (imaginary != null) {
                return new Parsed(new GoArg.Complex128(0, imaginary), null);
            }
        }
        BigInteger integer = integer(text);
        boolean looksFloating = text.matches(".*[.eEpP].*") && !text.matches("0[xX][^pP]*");
        if (integer != null && !looksFloating) {
            return integer.bitLength() < 64
                    ? new Parsed(new GoArg.Int(integer.longValue(), "int"), null)
                    : new Parsed(null, null);
        }
        Double value = floating(text);
        if (value == null) {
            return new Parsed(null, "illegal number syntax: " + GoQuote.quote(text));
        }
        if (!text.matches(".*[.eEpP].*")) {
            return new Parsed(null, "integer overflow: " + GoQuote.quote(text));
        }
        if (looksFloating) {
            return new Parsed(new GoArg.Float64(value), null);
        }
        boolean whole = (double) (long) (double) value == value;
        return new Parsed(whole ? new GoArg.Int((long) (double) value, "int") : null, null);
    }

    private static Parsed character(String text) {
        GoUnquote.Char first = GoUnquote.character(text);
        if (first == null) {
            return new Parsed(null, "invalid syntax");
        }
        boolean only = first.end() == text.length() - 1;
        return only
                ? new Parsed(new GoArg.Int(first.value(), "int"), null)
                : new Parsed(null, "malformed character constant: " + text);
    }

    private static Parsed complex(String text) {
        int split = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
        if (split > 0 && "eEpP".indexOf(text.charAt(split - 1)) >= 0) {
            split = Math.max(text.lastIndexOf('+', split - 2), text.lastIndexOf('-', split - 2));
        }
        Double real = split <= 0 ? null : floating(text.substring(0, split));
        Double imaginary = split <= 0 ? null : floating(text.substring(split, text.length() - 1));
        return real == null || imaginary == null
                ? new Parsed(null, "syntax error scanning complex number")
                : new Parsed(new GoArg.Complex128(real, imaginary), null);
    }

    /** An integer of at most 64 bits in Go's notation, signed or not. */
    private static @Nullable BigInteger integer(String text) {
        boolean signed = text.startsWith("+") || text.startsWith("-");
        String digits = signed ? text.substring(1) : text;
        String plain = digits.replace("_", "");
        if (!underscoresFit(digits)) {
            return null;
        }
        int radix = 10;
        int skip = 0;
        if (plain.matches("0[xX].*")) {
            radix = 16;
            skip = 2;
        } else if (plain.matches("0[oO].*")) {
            radix = 8;
            skip = 2;
        } else if (plain.matches("0[bB].*")) {
            radix = 2;
            skip = 2;
        } else if (plain.length() > 1 && plain.startsWith("0")) {
            radix = 8;
            skip = 1;
        }
        if (plain.length() > 80 || !plain.substring(skip).matches("[0-9a-fA-F]+")) {
            return null;
        }
        try {
            BigInteger value = new BigInteger(plain.substring(skip), radix);
            BigInteger result = text.startsWith("-") ? value.negate() : value;
            boolean fits = signed ? result.bitLength() < 64 : result.compareTo(MAX_UNSIGNED) <= 0;
            return fits ? result : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Double floating(String text) {
        String unsigned = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
        String plain = text.replace("_", "");
        boolean decimal = plain.matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]+)?");
        boolean hexadecimal = plain.matches("[+-]?0[xX]([0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][+-]?[0-9]+");
        if ((!decimal && !hexadecimal) || !underscoresFit(unsigned)) {
            return null;
        }
        double value = Double.parseDouble(plain);
        return Double.isInfinite(value) ? null : value;
    }

    /** Underscores stand between digits, or between a prefix and a digit. */
    private static boolean underscoresFit(String digits) {
        return !digits.contains("_") || !digits.matches("_.*|.*_|.*__.*|.*_[^0-9a-fA-F].*|.*[^0-9a-fA-FxXoObB]_.*");
    }
}
