package dev.writ.policy.value;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** What the scalars of YAML's core schema stand for. */
final class YamlScalars {
    private static final String TAG_PREFIX = "tag:yaml.org,2002:";
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern NOT_FINITE = Pattern.compile("[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    private YamlScalars() {}

    static RegoValue value(ScalarEvent scalar) {
        Optional<String> tag = scalar.getTag();
        String name = tag.map(t -> t.startsWith(TAG_PREFIX) ? t.substring(TAG_PREFIX.length()) : t)
                .orElse(scalar.isPlain() ? "" : "str");
        return switch (name) {
            case "str", "!" -> RegoString.of(scalar.getValue());
            case "", "null", "bool", "int", "float" -> plain(scalar);
            default -> throw YamlReader.error("tag `" + name + "` is not supported", scalar.getStartMark());
        };
    }

    private static RegoValue plain(ScalarEvent scalar) {
        String text = scalar.getValue();
        return switch (text) {
            case "", "~", "null", "Null", "NULL" -> RegoNull.NULL;
            case "true", "True", "TRUE" -> RegoBoolean.TRUE;
            case "false", "False", "FALSE" -> RegoBoolean.FALSE;
            default -> numberOrText(text, scalar);
        };
    }

    private static RegoValue numberOrText(String text, ScalarEvent scalar) {
        if (NOT_FINITE.matcher(text).matches()) {
            throw YamlReader.error("`" + text + "` is no number of JSON", scalar.getStartMark());
        }
        if (OCTAL.matcher(text).matches()) {
            return RegoNumber.of(new BigInteger(text.substring(2), 8));
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return RegoNumber.of(new BigInteger(text.substring(2), 16));
        }
        if (!DECIMAL.matcher(text).matches()) {
            return RegoString.of(text);
        }
        try {
            RegoNumber number = RegoNumber.parse(canonical(text));
            return number.isLong()
                    ? RegoNumber.of(number.longValue())
                    : RegoNumber.of(number.decimalValue().stripTrailingZeros());
        } catch (NumberFormatException tooBig) {
            throw YamlReader.error("number too big", scalar.getStartMark());
        }
    }

    /** As JSON writes it: without a plus, without leading zeros, with digits on both sides of the point. */
    private static String canonical(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        String lower = digits.toLowerCase(Locale.ROOT);
        int mark = lower.indexOf('e');
        String mantissa = mark < 0 ? digits : digits.substring(0, mark);
        String exponent = mark < 0 ? "" : digits.substring(mark);
        int zeros = 0;
        while (zeros < mantissa.length() - 1 && mantissa.charAt(zeros) == '0' && mantissa.charAt(zeros + 1) != '.') {
            zeros++;
        }
        mantissa = mantissa.substring(zeros);
        if (mantissa.startsWith(".")) {
            mantissa = "0" + mantissa;
        }
        if (mantissa.endsWith(".")) {
            mantissa = mantissa.substring(0, mantissa.length() - 1);
        }
        return (negative ? "-" : "") + mantissa + exponent;
    }
}
