package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.BigFloat;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Amounts with units, such as {@code 10G} or {@code 1.5MiB}. */
final class Units {

    private static final int MAX_EXPONENT_DIGITS = 6;
    private static final int MAX_EXPONENT = 30_103;

    /** The float 0.001, which is a bit more than a thousandth: `1000m` is therefore `1.0000000000`, as in OPA. */
    private static final BigDecimal MILLI =
            new BigDecimal("0.001000000000000000020816681711721685132943093776702880859375");

    private static final Map<String, Integer> POWERS = Map.of("k", 1, "m", 2, "g", 3, "t", 4, "p", 5, "e", 6);

    private record Amount(String number, String unit) {}

    private Units() {}

    static Map<String, Builtin> functions() {
        return Map.of("units.parse", (Unary) Units::parse, "units.parse_bytes", (Unary) Units::parseBytes);
    }

    /** Decimal and binary multiples; {@code m} is a thousandth and {@code M} a million. */
    private static RegoValue parse(BuiltinContext context, RegoValue operand) {
        String text = Operands.string(operand, 1).replace("\"", "");
        Amount amount = cut(text, "units.parse", "no amount provided");
        String unit = amount.unit().length() > 1
                ? amount.unit().charAt(0) + amount.unit().substring(1).toLowerCase(Locale.ROOT)
                : amount.unit();
        BigDecimal factor = unit.equals("m") ? MILLI : factor(unit);
        if (factor == null) {
            throw BuiltinFailure.error("units.parse: unit " + unit + " not recognized");
        }
        BigDecimal value = number(amount.number(), "units.parse: could not parse amount to a number");
        BigDecimal product = value.multiply(factor);
        if (product.stripTrailingZeros().scale() <= 0) {
            return RegoNumber.of(product.toBigInteger());
        }
        return RegoNumber.parse(product.setScale(10, RoundingMode.HALF_UP).toPlainString());
    }

    private static @Nullable BigDecimal factor(String unit) {
        if (unit.isEmpty()) {
            return BigDecimal.ONE;
        }
        Integer power = POWERS.get(unit.substring(0, 1).toLowerCase(Locale.ROOT));
        if (power == null) {
            return null;
        }
        return switch (unit.substring(1)) {
            case "" -> BigDecimal.TEN.pow(3 * power);
            case "i" -> new BigDecimal(BigInteger.TWO.pow(10 * power));
            default -> null;
        };
    }

    /** Bytes: upper and lower case mean the same, and a final {@code b} means nothing. */
    private static RegoValue parseBytes(BuiltinContext context, RegoValue operand) {
        String text = Operands.string(operand, 1).toLowerCase(Locale.ROOT).replace("\"", "");
        Amount amount = cut(text, "units.parse_bytes", "no byte amount provided");
        String unit = amount.unit();
        boolean suffixed = unit.length() > 1 && unit.endsWith("b");
        BigDecimal factor = factor(suffixed ? unit.substring(0, unit.length() - 1) : unit);
        if (factor == null) {
            throw BuiltinFailure.error("units.parse_bytes: byte unit " + unit + " not recognized");
        }
        BigDecimal value = number(amount.number(), "units.parse_bytes: could not parse byte amount to a number");
        return RegoNumber.of(BigFloat.of(value).multiply(BigFloat.of(factor)).truncate());
    }

    private static Amount cut(String text, String builtin, String nothing) {
        if (text.contains(" ")) {
            throw BuiltinFailure.error(builtin + ": spaces not allowed in resource strings");
        }
        int end = numberEnd(text, builtin);
        if (end == 0) {
            throw BuiltinFailure.error(builtin + ": " + nothing);
        }
        return new Amount(text.substring(0, end), text.substring(end));
    }

    /** Where the number ends: an {@code e} belongs to it if a digit or a sign follows. */
    private static int numberEnd(String text, String builtin) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean exponent = c == 'e' || c == 'E';
            if (!exponent && !isDigit(c) && c != '.' && c != '+' && c != '-') {
                return i;
            }
            if (exponent) {
                if (i == text.length() - 1 || !(isDigit(text.charAt(i + 1)) || isSign(text.charAt(i + 1)))) {
                    return i;
                }
                i += isSign(text.charAt(i + 1)) ? 1 : 0;
                checkExponent(text, i + 1, builtin);
            }
        }
        return text.length();
    }

    private static void checkExponent(String text, int from, String builtin) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        if (end - from > MAX_EXPONENT_DIGITS) {
            throw BuiltinFailure.error(builtin + ": exponent too large");
        }
    }

    private static BigDecimal number(String text, String message) {
        BigDecimal value;
        try {
            value = RegoNumber.parse(text).decimalValue();
        } catch (NumberFormatException e) {
            throw BuiltinFailure.error(message);
        }
        if (value.signum() != 0 && Math.abs((long) value.precision() - value.scale()) > MAX_EXPONENT) {
            throw BuiltinFailure.error(message);
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isSign(char c) {
        return c == '+' || c == '-';
    }
}
