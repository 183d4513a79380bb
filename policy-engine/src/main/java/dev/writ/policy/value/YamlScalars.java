package dev.writ.policy.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * What scalars stand for: the resolution of Go's {@code yaml} 3. That is YAML 1.2's core schema with more notations of
 * integers (a leading zero is octal, {@code 0b} binary, digits may be parted by {@code _}) and with floats of 64 bits.
 */
public final class YamlScalars {
    private static final String TAG_PREFIX = "tag:yaml.org,2002:";
    private static final Pattern FLOAT = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final int MAX_DIGITS = 80;

    /** The types that scalars have without being tagged. */
    public enum Type {
        NULL("null"),
        BOOL("bool"),
        INT("int"),
        FLOAT("float"),
        TIMESTAMP("timestamp"),
        STR("str");

        private final String tag;

        Type(String tag) {
            this.tag = tag;
        }
    }

    /**
     * A plain scalar and what it stands for.
     *
     * @param value null where JSON has no such value: infinity, not a number
     */
    private record Resolved(Type type, @Nullable RegoValue value) {}

    private YamlScalars() {}

    /** The type that {@code text} has when it is written plainly. */
    public static Type typeOf(String text) {
        return resolve(text).type();
    }

    static boolean isMerge(Event event) {
        return event instanceof ScalarEvent scalar
                && scalar.getTag().map(tag -> tag.equals(TAG_PREFIX + "merge")).orElse(scalar.isPlain())
                && scalar.getValue().equals("<<");
    }

    static RegoValue value(ScalarEvent scalar, YamlReader.Dialect dialect) {
        Optional<String> given = scalar.getTag().filter(tag -> !tag.equals("!"));
        if (given.isEmpty()) {
            return scalar.isPlain() ? plain(scalar, dialect) : RegoString.of(scalar.getValue());
        }
        String tag = given.orElseThrow();
        String name = tag.startsWith(TAG_PREFIX) ? tag.substring(TAG_PREFIX.length()) : "";
        return switch (name) {
            case "null", "bool", "int", "float", "timestamp" -> tagged(scalar, name);
            case "binary" -> binary(scalar);
            default -> RegoString.of(scalar.getValue());
        };
    }

    private static RegoValue plain(ScalarEvent scalar, YamlReader.Dialect dialect) {
        Resolved resolved = resolve(scalar.getValue());
        if (resolved.type() == Type.TIMESTAMP && dialect == YamlReader.Dialect.DATA) {
            return RegoString.of(scalar.getValue());
        }
        return known(resolved, scalar);
    }

    private static RegoValue known(Resolved resolved, ScalarEvent scalar) {
        RegoValue value = resolved.value();
        if (value == null) {
            throw YamlReader.error("`" + scalar.getValue() + "` is no number of JSON", scalar.getStartMark());
        }
        return value;
    }

    private static RegoValue tagged(ScalarEvent scalar, String name) {
        Resolved resolved = resolve(scalar.getValue());
        boolean fits = resolved.type().tag.equals(name) || (resolved.type() == Type.INT && name.equals("float"));
        if (!fits) {
            throw YamlReader.error(
                    "cannot decode !!" + resolved.type().tag + " `" + scalar.getValue() + "` as a !!" + name,
                    scalar.getStartMark());
        }
        return known(resolved, scalar);
    }

    private static RegoValue binary(ScalarEvent scalar) {
        try {
            String text = scalar.getValue().replace("\n", "").replace("\r", "");
            if (text.length() % 4 != 0) {
                throw new IllegalArgumentException("padding is missing");
            }
            return RegoString.of(new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw YamlReader.error("!!binary value contains invalid base64 data", scalar.getStartMark());
        }
    }

    private static Resolved resolve(String text) {
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> new Resolved(Type.NULL, RegoNull.NULL);
            case "true", "True", "TRUE" -> new Resolved(Type.BOOL, RegoBoolean.TRUE);
            case "false", "False", "FALSE" -> new Resolved(Type.BOOL, RegoBoolean.FALSE);
            case ".nan", ".NaN", ".NAN", ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF", "-.inf", "-.Inf", "-.INF" ->
                new Resolved(Type.FLOAT, null);
            default -> number(text);
        };
    }

    private static Resolved number(String text) {
        char first = text.charAt(0);
        if (first == '.') {
            return floating(text, text);
        }
        if (first != '+' && first != '-' && (first < '0' || first > '9')) {
            return string(text);
        }
        String moment = YamlTimestamps.rfc3339(text);
        if (moment != null) {
            return new Resolved(Type.TIMESTAMP, RegoString.of(moment));
        }
        String digits = text.replace("_", "");
        BigInteger integer = integer(digits);
        return integer == null ? floating(text, digits) : new Resolved(Type.INT, RegoNumber.of(integer));
    }

    private static Resolved floating(String text, String digits) {
        if (!FLOAT.matcher(digits).matches()) {
            return string(text);
        }
        double value = Double.parseDouble(digits);
        return Double.isInfinite(value) ? string(text) : new Resolved(Type.FLOAT, RegoNumber.parse(json(value)));
    }

    private static Resolved string(String text) {
        return new Resolved(Type.STR, RegoString.of(text));
    }

    /** The integer of at most 64 bits that {@code digits} stand for, or null. */
    private static @Nullable BigInteger integer(String digits) {
        boolean negative = digits.startsWith("-");
        String unsigned = negative || digits.startsWith("+") ? digits.substring(1) : digits;
        int radix = radix(unsigned);
        String rest = unsigned.substring(radix == 10 ? 0 : radix == 8 && isDigit(unsigned, 1) ? 1 : 2);
        if (rest.isEmpty()
                || rest.length() > MAX_DIGITS
                || !rest.chars().allMatch(c -> Character.digit(c, radix) >= 0 && c < 128)) {
            return null;
        }
        BigInteger value = new BigInteger(rest, radix);
        BigInteger signed = negative ? value.negate() : value;
        boolean tooLarge = signed.compareTo(MIN) < 0
                || signed.compareTo(MAX) > 0
                || (digits.startsWith("+") && signed.bitLength() > Long.SIZE - 1);
        return tooLarge ? null : signed;
    }

    private static int radix(String digits) {
        if (digits.length() < 2 || digits.charAt(0) != '0') {
            return 10;
        }
        return switch (digits.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'o', 'O' -> 8;
            case 'b', 'B' -> 2;
            default -> isDigit(digits, 1) ? 8 : 10;
        };
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }

    /** As Go's JSON encoder writes a float of 64 bits. */
    private static String json(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        double magnitude = Math.abs(value);
        if (magnitude >= 1e-6 && magnitude < 1e21) {
            return shortest.toPlainString();
        }
        return scientific(shortest, 1);
    }

    private static String scientific(BigDecimal value, int exponentDigits) {
        String digits = value.unscaledValue().abs().toString();
        int exponent = value.precision() - value.scale() - 1;
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        String power = Integer.toString(Math.abs(exponent));
        return (value.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + fraction
                + "e"
                + (exponent < 0 ? "-" : "+")
                + "0".repeat(Math.max(0, exponentDigits - power.length()))
                + power;
    }

    /** The text of a key that is a float and no number of JSON, or null. */
    static @Nullable String specialKey(Event event) {
        if (!(event instanceof ScalarEvent scalar)
                || !scalar.isPlain()
                || scalar.getTag().isPresent()) {
            return null;
        }
        return switch (scalar.getValue()) {
            case ".nan", ".NaN", ".NAN" -> ".nan";
            case ".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF" -> ".inf";
            case "-.inf", "-.Inf", "-.INF" -> "-.inf";
            default -> null;
        };
    }

    /** The text of a number that is a key: a float with the precision of 32 bits. */
    static String keyText(RegoNumber key, Event event) {
        boolean floating =
                !key.isInteger() || (event instanceof ScalarEvent scalar && typeOf(scalar.getValue()) == Type.FLOAT);
        return floating ? general(key.decimalValue().floatValue(), key.text().startsWith("-")) : key.text();
    }

    /** As Go's {@code strconv.FormatFloat} with {@code 'g'} and as many digits as needed: powers of ten from 1e6 and below 1e-4. */
    private static String general(float exact, boolean negative) {
        if (Float.isInfinite(exact)) {
            return negative ? "-.inf" : ".inf";
        }
        BigDecimal value = new BigDecimal(Float.toString(exact)).stripTrailingZeros();
        if (value.signum() == 0) {
            return negative ? "-0" : "0";
        }
        int exponent = value.precision() - value.scale() - 1;
        return exponent < -4 || exponent >= 6 ? scientific(value, 2) : value.toPlainString();
    }
}
