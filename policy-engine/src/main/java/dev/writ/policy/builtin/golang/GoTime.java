package dev.writ.policy.builtin.golang;

import dev.writ.policy.builtin.BuiltinFailure;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** Times in Go's layouts. */
public final class GoTime {

    /** Go's layout for RFC 3339 without a fraction. */
    public static final String RFC3339 = "2006-01-02T15:04:05Z07:00";

    /** Go's layout for RFC 3339 with a fraction as long as needed. */
    public static final String RFC3339_NANO = "2006-01-02T15:04:05.999999999Z07:00";

    /** The layouts that Rego knows by name. */
    private static final Map<String, String> NAMED = Map.of(
            "ANSIC", "Mon Jan _2 15:04:05 2006",
            "UnixDate", "Mon Jan _2 15:04:05 MST 2006",
            "RubyDate", "Mon Jan 02 15:04:05 -0700 2006",
            "RFC822", "02 Jan 06 15:04 MST",
            "RFC822Z", "02 Jan 06 15:04 -0700",
            "RFC850", "Monday, 02-Jan-06 15:04:05 MST",
            "RFC1123", "Mon, 02 Jan 2006 15:04:05 MST",
            "RFC1123Z", "Mon, 02 Jan 2006 15:04:05 -0700",
            "RFC3339", RFC3339,
            "RFC3339Nano", RFC3339_NANO);

    private static final DateTimeFormatter ZONE_NAME = DateTimeFormatter.ofPattern("zzz", Locale.US);

    private GoTime() {}

    /** The layout that a name such as {@code RFC1123} stands for, or the text itself. */
    public static String layout(String nameOrLayout) {
        return NAMED.getOrDefault(nameOrLayout, nameOrLayout);
    }

    /**
     * Reads a time.
     *
     * @throws BuiltinFailure if the text does not fit the layout or a part is out of its range
     */
    public static Instant parse(String layout, String text) {
        return new GoTimeParser(layout, text).parse();
    }

    /** Writes a time. */
    public static String format(ZonedDateTime time, String layout) {
        GoLayout parts = GoLayout.of(layout);
        StringBuilder out = new StringBuilder(layout.length() + 10);
        for (GoLayout.Element element : parts.elements()) {
            out.append(element.prefix());
            append(out, time, element);
        }
        return out.append(parts.tail()).toString();
    }

    private static void append(StringBuilder out, ZonedDateTime time, GoLayout.Element element) {
        int hour12 = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
        switch (element.part()) {
            case LONG_MONTH -> out.append(GoLayout.monthName(time.getMonthValue()));
            case MONTH -> out.append(GoLayout.monthName(time.getMonthValue()), 0, 3);
            case NUM_MONTH -> out.append(time.getMonthValue());
            case ZERO_MONTH -> padded(out, time.getMonthValue(), 2, '0');
            case LONG_WEEKDAY -> out.append(weekday(time));
            case WEEKDAY -> out.append(weekday(time), 0, 3);
            case DAY -> out.append(time.getDayOfMonth());
            case UNDER_DAY -> padded(out, time.getDayOfMonth(), 2, ' ');
            case ZERO_DAY -> padded(out, time.getDayOfMonth(), 2, '0');
            case UNDER_YEAR_DAY -> padded(out, time.getDayOfYear(), 3, ' ');
            case ZERO_YEAR_DAY -> padded(out, time.getDayOfYear(), 3, '0');
            case HOUR -> padded(out, time.getHour(), 2, '0');
            case HOUR12 -> out.append(hour12);
            case ZERO_HOUR12 -> padded(out, hour12, 2, '0');
            case MINUTE -> out.append(time.getMinute());
            case ZERO_MINUTE -> padded(out, time.getMinute(), 2, '0');
            case SECOND -> out.append(time.getSecond());
            case ZERO_SECOND -> padded(out, time.getSecond(), 2, '0');
            case LONG_YEAR -> padded(out, time.getYear(), 4, '0');
            case YEAR -> padded(out, Math.abs(time.getYear()) % 100, 2, '0');
            case UPPER_PM -> out.append(time.getHour() >= 12 ? "PM" : "AM");
            case LOWER_PM -> out.append(time.getHour() >= 12 ? "pm" : "am");
            case ZONE_NAME -> out.append(zoneName(time));
            case ISO_ZONE,
                    ISO_SECONDS_ZONE,
                    ISO_SHORT_ZONE,
                    ISO_COLON_ZONE,
                    ISO_COLON_SECONDS_ZONE,
                    NUM_ZONE,
                    NUM_SECONDS_ZONE,
                    NUM_SHORT_ZONE,
                    NUM_COLON_ZONE,
                    NUM_COLON_SECONDS_ZONE -> zone(out, time.getOffset(), element.part());
            case FRACTION_ZEROS, FRACTION_NINES -> fraction(out, time.getNano(), element);
        }
    }

    /** The English name of the day. */
    public static String weekday(ZonedDateTime time) {
        return time.getDayOfWeek().getDisplayName(java.time.format.TextStyle.FULL, Locale.ENGLISH);
    }

    private static void padded(StringBuilder out, int value, int width, char padding) {
        String digits = Integer.toString(Math.abs(value));
        out.append(value < 0 ? "-" : "")
                .repeat(padding, Math.max(width - digits.length(), 0))
                .append(digits);
    }

    private static void zone(StringBuilder out, ZoneOffset offset, GoLayout.Part part) {
        int seconds = offset.getTotalSeconds();
        if (seconds == 0 && part.isIso()) {
            out.append('Z');
            return;
        }
        int minutes = seconds / 60;
        out.append(minutes < 0 ? '-' : '+');
        padded(out, Math.abs(minutes) / 60, 2, '0');
        if (!part.isShortZone()) {
            out.append(part.hasColon() ? ":" : "");
            padded(out, Math.abs(minutes) % 60, 2, '0');
        }
        if (part.hasSeconds()) {
            out.append(part.hasColon() ? ":" : "");
            padded(out, Math.abs(seconds) % 60, 2, '0');
        }
    }

    private static void fraction(StringBuilder out, int nanos, GoLayout.Element element) {
        int wanted = element.text().length() - 1;
        StringBuilder digits = new StringBuilder();
        padded(digits, nanos, 9, '0');
        digits.repeat('0', Math.max(wanted - 9, 0)).setLength(wanted);
        if (element.part() == GoLayout.Part.FRACTION_NINES) {
            int end = digits.length();
            while (end > 0 && digits.charAt(end - 1) == '0') {
                end--;
            }
            digits.setLength(end);
        }
        if (!digits.isEmpty()) {
            out.append(element.text().charAt(0)).append(digits);
        }
    }

    /** The abbreviation of the zone; zones without one are shown as their offset, like the tz database does. */
    private static String zoneName(ZonedDateTime time) {
        ZoneId zone = time.getZone();
        if (zone.equals(ZoneOffset.UTC)) {
            return "UTC";
        }
        String name = time.format(ZONE_NAME);
        int seconds = time.getOffset().getTotalSeconds();
        boolean invented =
                (name.startsWith("GMT") && name.length() > 3) || name.startsWith("+") || name.startsWith("-");
        if (!invented) {
            return name;
        }
        StringBuilder out = new StringBuilder();
        zone(out, time.getOffset(), seconds % 3600 == 0 ? GoLayout.Part.NUM_SHORT_ZONE : GoLayout.Part.NUM_ZONE);
        return out.toString();
    }
}
