package dev.writ.policy.builtin.golang;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A Go time layout, cut into elements: layouts show the reference time {@code Mon Jan 2 15:04:05 MST 2006}. The element
 * names and what separates them follow Go's {@code time} package documentation.
 */
record GoLayout(List<Element> elements, String tail) {

    /** What one element of a layout stands for. */
    enum Part {
        LONG_MONTH,
        MONTH,
        NUM_MONTH,
        ZERO_MONTH,
        LONG_WEEKDAY,
        WEEKDAY,
        DAY,
        UNDER_DAY,
        ZERO_DAY,
        UNDER_YEAR_DAY,
        ZERO_YEAR_DAY,
        HOUR,
        HOUR12,
        ZERO_HOUR12,
        MINUTE,
        ZERO_MINUTE,
        SECOND,
        ZERO_SECOND,
        LONG_YEAR,
        YEAR,
        UPPER_PM,
        LOWER_PM,
        ZONE_NAME,
        ISO_ZONE,
        ISO_SECONDS_ZONE,
        ISO_SHORT_ZONE,
        ISO_COLON_ZONE,
        ISO_COLON_SECONDS_ZONE,
        NUM_ZONE,
        NUM_SECONDS_ZONE,
        NUM_SHORT_ZONE,
        NUM_COLON_ZONE,
        NUM_COLON_SECONDS_ZONE,
        FRACTION_ZEROS,
        FRACTION_NINES;

        boolean isFraction() {
            return this == FRACTION_ZEROS || this == FRACTION_NINES;
        }

        /** Whether UTC is written as Z. */
        boolean isIso() {
            return name().startsWith("ISO_");
        }

        boolean hasColon() {
            return name().contains("_COLON_");
        }

        boolean hasSeconds() {
            return name().contains("_SECONDS_");
        }

        boolean isShortZone() {
            return this == ISO_SHORT_ZONE || this == NUM_SHORT_ZONE;
        }
    }

    /** Literal text, then a part as it is written in the layout. */
    record Element(String prefix, Part part, String text) {}

    private record Literal(String text, Part part) {}

    /** Longer texts come before their prefixes. */
    private static final List<Literal> LITERALS = List.of(
            new Literal("January", Part.LONG_MONTH),
            new Literal("Monday", Part.LONG_WEEKDAY),
            new Literal("MST", Part.ZONE_NAME),
            new Literal("01", Part.ZERO_MONTH),
            new Literal("02", Part.ZERO_DAY),
            new Literal("03", Part.ZERO_HOUR12),
            new Literal("04", Part.ZERO_MINUTE),
            new Literal("05", Part.ZERO_SECOND),
            new Literal("06", Part.YEAR),
            new Literal("002", Part.ZERO_YEAR_DAY),
            new Literal("15", Part.HOUR),
            new Literal("1", Part.NUM_MONTH),
            new Literal("2006", Part.LONG_YEAR),
            new Literal("2", Part.DAY),
            new Literal("_2", Part.UNDER_DAY),
            new Literal("__2", Part.UNDER_YEAR_DAY),
            new Literal("3", Part.HOUR12),
            new Literal("4", Part.MINUTE),
            new Literal("5", Part.SECOND),
            new Literal("PM", Part.UPPER_PM),
            new Literal("pm", Part.LOWER_PM),
            new Literal("-070000", Part.NUM_SECONDS_ZONE),
            new Literal("-07:00:00", Part.NUM_COLON_SECONDS_ZONE),
            new Literal("-0700", Part.NUM_ZONE),
            new Literal("-07:00", Part.NUM_COLON_ZONE),
            new Literal("-07", Part.NUM_SHORT_ZONE),
            new Literal("Z070000", Part.ISO_SECONDS_ZONE),
            new Literal("Z07:00:00", Part.ISO_COLON_SECONDS_ZONE),
            new Literal("Z0700", Part.ISO_ZONE),
            new Literal("Z07:00", Part.ISO_COLON_ZONE),
            new Literal("Z07", Part.ISO_SHORT_ZONE));

    static GoLayout of(String layout) {
        List<Element> elements = new ArrayList<>();
        int start = 0;
        int i = 0;
        while (i < layout.length()) {
            // An underscore before the long year is literal text.
            int from = layout.startsWith("_2006", i) ? i + 1 : i;
            Element element = at(layout, start, from);
            if (element == null) {
                i++;
            } else {
                elements.add(element);
                i = from + element.text().length();
                start = i;
            }
        }
        return new GoLayout(List.copyOf(elements), layout.substring(start));
    }

    private static @Nullable Element at(String layout, int start, int from) {
        String prefix = layout.substring(start, from);
        for (Literal literal : LITERALS) {
            if (layout.startsWith(literal.text(), from)) {
                return new Element(prefix, literal.part(), literal.text());
            }
        }
        if (isShortName(layout, from, "Jan")) {
            return new Element(prefix, Part.MONTH, "Jan");
        }
        if (isShortName(layout, from, "Mon")) {
            return new Element(prefix, Part.WEEKDAY, "Mon");
        }
        return fraction(layout, prefix, from);
    }

    /** A short name must not be the start of a longer word, as in "Month". */
    private static boolean isShortName(String layout, int from, String name) {
        int end = from + name.length();
        boolean longer = end < layout.length() && layout.charAt(end) >= 'a' && layout.charAt(end) <= 'z';
        return layout.startsWith(name, from) && !longer;
    }

    private static @Nullable Element fraction(String layout, String prefix, int from) {
        boolean separator = layout.charAt(from) == '.' || layout.charAt(from) == ',';
        if (!separator || from + 1 >= layout.length()) {
            return null;
        }
        char digit = layout.charAt(from + 1);
        if (digit != '0' && digit != '9') {
            return null;
        }
        int end = from + 1;
        while (end < layout.length() && layout.charAt(end) == digit) {
            end++;
        }
        if (end < layout.length() && layout.charAt(end) >= '0' && layout.charAt(end) <= '9') {
            return null;
        }
        Part part = digit == '0' ? Part.FRACTION_ZEROS : Part.FRACTION_NINES;
        return new Element(prefix, part, layout.substring(from, end));
    }

    static String monthName(int month) {
        return java.time.Month.of(month).getDisplayName(java.time.format.TextStyle.FULL, Locale.ENGLISH);
    }
}
