package dev.writ.policy.builtin.golang;

import dev.writ.policy.builtin.BuiltinFailure;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations such as {@code 1h30m}, {@code -1.5h} or {@code 2d}: Go's notation, and OPA's days, weeks and years. */
public final class GoDuration {

    private static final Map<String, Long> NANOS = Map.ofEntries(
            Map.entry("ns", 1L),
            Map.entry("us", 1_000L),
            Map.entry("µs", 1_000L),
            Map.entry("μs", 1_000L),
            Map.entry("ms", 1_000_000L),
            Map.entry("s", 1_000_000_000L),
            Map.entry("m", 60_000_000_000L),
            Map.entry("h", 3_600_000_000_000L));

    private static final Map<String, Integer> HOURS = Map.of("d", 24, "w", 7 * 24, "y", 365 * 24);

    private static final Pattern EXTENDED = Pattern.compile("[-+]?(?:[0-9.]+(?:ms|us|µs|ns|[a-z]))+");
    private static final Pattern SEGMENT = Pattern.compile("([0-9.]+)(ms|us|µs|ns|[a-z])");
    private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(63);

    private GoDuration() {}

    /**
     * The nanoseconds of a duration.
     *
     * @throws BuiltinFailure if the text is no duration, or too long a one
     */
    public static long parse(String text) {
        boolean extended = text.indexOf('d') >= 0 || text.indexOf('w') >= 0 || text.indexOf('y') >= 0;
        if (text.isEmpty()) {
            throw invalid(text);
        }
        return extended ? parseGo(inHours(text), text) : parseGo(text, text);
    }

    /** A duration as Go prints it: {@code 1h2m3.5s}, {@code 1.5ms}, {@code 0s}. */
    public static String format(long nanos) {
        if (nanos == 0) {
            return "0s";
        }
        BigDecimal value = BigDecimal.valueOf(nanos).abs();
        String sign = nanos < 0 ? "-" : "";
        if (value.compareTo(BigDecimal.valueOf(1_000_000_000L)) < 0) {
            int power = value.precision() > 6 ? 6 : value.precision() > 3 ? 3 : 0;
            String unit = power == 6 ? "ms" : power == 3 ? "µs" : "ns";
            return sign + plain(value.movePointLeft(power)) + unit;
        }
        BigDecimal minute = BigDecimal.valueOf(60);
        BigDecimal[] minutes = value.movePointLeft(9).divideAndRemainder(minute);
        BigDecimal[] hours = minutes[0].divideAndRemainder(minute);
        String seconds = plain(minutes[1]) + "s";
        boolean hasHours = hours[0].signum() > 0;
        String head = hasHours ? plain(hours[0]) + "h" : "";
        return sign + head + (minutes[0].signum() > 0 ? plain(hours[1]) + "m" : "") + seconds;
    }

    private static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String inHours(String text) {
        if (!EXTENDED.matcher(text).matches()) {
            throw invalid(text);
        }
        StringBuilder out = new StringBuilder(text.startsWith("-") || text.startsWith("+") ? text.substring(0, 1) : "");
        Matcher segment = SEGMENT.matcher(text);
        while (segment.find()) {
            Integer hours = HOURS.get(segment.group(2));
            if (hours == null) {
                out.append(segment.group());
            } else {
                out.append(GoFloat.format(number(segment.group(1), text) * hours, 'f', GoFloat.SHORTEST))
                        .append('h');
            }
        }
        return out.toString();
    }

    private static double number(String digits, String text) {
        try {
            return Double.parseDouble(digits);
        } catch (NumberFormatException e) {
            throw invalid(text);
        }
    }

    private static long parseGo(String text, String shown) {
        boolean negative = text.startsWith("-");
        String rest = negative || text.startsWith("+") ? text.substring(1) : text;
        if (rest.equals("0")) {
            return 0;
        }
        if (rest.isEmpty()) {
            throw invalid(shown);
        }
        BigInteger total = BigInteger.ZERO;
        while (!rest.isEmpty()) {
            int digits = span(rest, 0, true);
            String number = rest.substring(0, digits);
            int unitEnd = span(rest, digits, false);
            String unit = rest.substring(digits, unitEnd);
            total = total.add(nanos(number, unit, shown));
            rest = rest.substring(unitEnd);
        }
        boolean fits = total.compareTo(LIMIT) < 0 || (negative && total.equals(LIMIT));
        if (!fits) {
            throw invalid(shown);
        }
        return negative ? total.negate().longValue() : total.longValue();
    }

    /** The end of a run of digits with at most one point, or of a run of anything else. */
    private static int span(String text, int from, boolean number) {
        int i = from;
        boolean point = false;
        while (i < text.length()) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean part = digit || (c == '.' && (!number || !point));
            if (part != number) {
                break;
            }
            point |= c == '.';
            i++;
        }
        return i;
    }

    private static BigInteger nanos(String number, String unit, String shown) {
        int point = number.indexOf('.');
        String whole = point < 0 ? number : number.substring(0, point);
        String fraction = point < 0 ? "" : number.substring(point + 1);
        if (whole.isEmpty() && fraction.isEmpty()) {
            throw invalid(shown);
        }
        if (unit.isEmpty()) {
            throw BuiltinFailure.error("time: missing unit in duration " + GoQuote.quote(shown));
        }
        @Nullable Long nanos = NANOS.get(unit);
        if (nanos == null) {
            throw BuiltinFailure.error(
                    "time: unknown unit " + GoQuote.quote(unit) + " in duration " + GoQuote.quote(shown));
        }
        BigInteger value = new BigInteger(whole.isEmpty() ? "0" : whole).multiply(BigInteger.valueOf(nanos));
        if (value.compareTo(LIMIT) > 0) {
            throw invalid(shown);
        }
        return value.add(fraction(fraction, nanos));
    }

    /** Go computes fractions with floats, and stops reading digits that no longer fit 63 bits. */
    private static BigInteger fraction(String digits, long nanos) {
        if (digits.isEmpty()) {
            return BigInteger.ZERO;
        }
        String used = digits.substring(0, Math.min(18, digits.length()));
        double scale = new BigDecimal(BigInteger.TEN.pow(used.length()), MathContext.DECIMAL64).doubleValue();
        return BigInteger.valueOf((long) ((double) Long.parseLong(used) * ((double) nanos / scale)));
    }

    private static BuiltinFailure invalid(String text) {
        return BuiltinFailure.error("time: invalid duration " + GoQuote.quote(text));
    }
}
