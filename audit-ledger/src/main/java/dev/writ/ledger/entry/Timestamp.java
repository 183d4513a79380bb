package dev.writ.ledger.entry;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;

/**
 * A point in time in UTC, to the millisecond, written in exactly 24 characters of RFC 3339.
 *
 * @param millis milliseconds since 1970-01-01T00:00:00Z, up to the end of the year 9999
 */
public record Timestamp(long millis) implements Comparable<Timestamp> {
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);
    private static final long MAX = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    private static final int LENGTH = 24;

    /**
     * Checks the range.
     *
     * @throws EntryException outside of the years 1970 to 9999
     */
    public Timestamp {
        if (millis < 0 || millis > MAX) {
            throw EntryJson.malformed("a time must be in the years 1970 to 9999");
        }
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws EntryException for any other text
     */
    public static Timestamp parse(String text) {
        try {
            Timestamp time = new Timestamp(Instant.from(FORM.parse(text)).toEpochMilli());
            if (text.length() == LENGTH && time.text().equals(text)) {
                return time;
            }
        } catch (DateTimeParseException e) {
            // falls through to the one message for every wrong form
        }
        throw EntryJson.malformed("the time `" + text + "` must look like `2026-11-23T10:00:00.000Z`");
    }

    /** For example {@code 2026-11-23T10:00:00.000Z}. */
    public String text() {
        return FORM.format(Instant.ofEpochMilli(millis));
    }

    @Override
    public int compareTo(Timestamp other) {
        return Long.compare(millis, other.millis);
    }

    @Override
    public String toString() {
        return text();
    }
}
