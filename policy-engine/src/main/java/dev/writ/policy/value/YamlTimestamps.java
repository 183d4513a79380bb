package dev.writ.policy.value;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Dates and moments of YAML 1.1, which Go's {@code yaml} still knows. */
final class YamlTimestamps {
    private static final Pattern MOMENT = Pattern.compile("([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"
            + "(?:([Tt ])([0-9]{1,2}):([0-9]{1,2}):([0-9]{1,2})([.,][0-9]+)?(Z|[-+][0-9]{2}:[0-9]{2})?)?");
    private static final int NANO_DIGITS = 9;

    private YamlTimestamps() {}

    /** {@code text} as RFC 3339 has it, or null where it is no moment. */
    static @Nullable String rfc3339(String text) {
        Matcher matcher = MOMENT.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        String separator = matcher.group(4);
        String zone = matcher.group(9);
        if (separator != null && separator.equals(" ") != (zone == null)) {
            return null;
        }
        try {
            LocalDateTime time = LocalDateTime.of(
                    part(matcher, 1),
                    part(matcher, 2),
                    part(matcher, 3),
                    part(matcher, 5),
                    part(matcher, 6),
                    part(matcher, 7));
            return String.format(
                            java.util.Locale.ROOT,
                            "%04d-%02d-%02dT%02d:%02d:%02d",
                            time.getYear(),
                            time.getMonthValue(),
                            time.getDayOfMonth(),
                            time.getHour(),
                            time.getMinute(),
                            time.getSecond())
                    + fraction(matcher.group(8))
                    + zone(zone);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int part(Matcher matcher, int group) {
        String digits = matcher.group(group);
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static String fraction(@Nullable String text) {
        if (text == null) {
            return "";
        }
        String digits =
                text.substring(1, Math.min(text.length(), NANO_DIGITS + 1)).replaceAll("0+$", "");
        return digits.isEmpty() ? "" : "." + digits;
    }

    private static String zone(@Nullable String zone) {
        return zone == null || zone.equals("+00:00") || zone.equals("-00:00") ? "Z" : zone;
    }
}
