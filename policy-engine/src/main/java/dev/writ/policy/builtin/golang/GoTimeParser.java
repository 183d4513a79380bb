package dev.writ.policy.builtin.golang;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoLayout.Element;
import dev.writ.policy.builtin.golang.GoLayout.Part;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Reads one text under one layout; it is used once. */
final class GoTimeParser {

    private static final int UNSET = -1;

    private final String layout;
    private final String text;
    private final List<Element> elements;
    private final String tail;
    private String rest;
    private int year;
    private int month = UNSET;
    private int day = UNSET;
    private int yearDay = UNSET;
    private int hour;
    private int minute;
    private int second;
    private int nanos;
    private int offsetSeconds;
    private boolean am;
    private boolean pm;

    /** An element does not fit; the caller reports where. */
    private static final class Mismatch extends Exception {
        private static final long serialVersionUID = 1;

        Mismatch() {
            super(null, null, false, false);
        }
    }

    GoTimeParser(String layout, String text) {
        this.layout = layout;
        this.text = text;
        GoLayout parsed = GoLayout.of(layout);
        this.elements = parsed.elements();
        this.tail = parsed.tail();
        this.rest = text;
    }

    Instant parse() {
        for (int i = 0; i < elements.size(); i++) {
            Element element = elements.get(i);
            skip(element.prefix());
            String before = rest;
            try {
                boolean fractionFollows =
                        i + 1 < elements.size() && elements.get(i + 1).part().isFraction();
                element(element, fractionFollows);
            } catch (Mismatch e) {
                throw mismatch(before, element.text());
            }
        }
        skip(tail);
        if (!rest.isEmpty()) {
            throw failure(": extra text: " + quote(rest));
        }
        return instant();
    }

    private void element(Element element, boolean fractionFollows) throws Mismatch {
        Part part = element.part();
        switch (part) {
            case YEAR -> {
                int value = digits(take(2));
                year = value + (value >= 69 ? 1900 : 2000);
            }
            case LONG_YEAR -> year = digits(take(4));
            case LONG_MONTH -> month = name(part, 12);
            case MONTH -> month = name(part, 12);
            case NUM_MONTH, ZERO_MONTH -> {
                month = number(part == Part.ZERO_MONTH);
                inRange(month >= 1 && month <= 12, "month");
            }
            case LONG_WEEKDAY, WEEKDAY -> name(part, 7);
            case DAY, UNDER_DAY, ZERO_DAY -> {
                skipSpaces(part == Part.UNDER_DAY ? 1 : 0);
                day = number(part == Part.ZERO_DAY);
            }
            case UNDER_YEAR_DAY, ZERO_YEAR_DAY -> {
                skipSpaces(part == Part.UNDER_YEAR_DAY ? 2 : 0);
                yearDay = threeDigits(part == Part.ZERO_YEAR_DAY);
            }
            case HOUR -> {
                hour = number(false);
                inRange(hour < 24, "hour");
            }
            case HOUR12, ZERO_HOUR12 -> {
                hour = number(part == Part.ZERO_HOUR12);
                inRange(hour <= 12, "hour");
            }
            case MINUTE, ZERO_MINUTE -> {
                minute = number(part == Part.ZERO_MINUTE);
                inRange(minute < 60, "minute");
            }
            case SECOND, ZERO_SECOND -> second(part, fractionFollows);
            case UPPER_PM -> halfDay("AM", "PM");
            case LOWER_PM -> halfDay("am", "pm");
            case ZONE_NAME -> zoneName();
            case ISO_ZONE,
                    ISO_SECONDS_ZONE,
                    ISO_SHORT_ZONE,
                    ISO_COLON_ZONE,
                    ISO_COLON_SECONDS_ZONE,
                    NUM_ZONE,
                    NUM_SECONDS_ZONE,
                    NUM_SHORT_ZONE,
                    NUM_COLON_ZONE,
                    NUM_COLON_SECONDS_ZONE -> offset(part);
            case FRACTION_ZEROS -> fraction(take(element.text().length()));
            case FRACTION_NINES -> {
                if (startsFraction()) {
                    fraction(take(fractionLength()));
                }
            }
        }
    }

    private void second(Part part, boolean fractionFollows) throws Mismatch {
        second = number(part == Part.ZERO_SECOND);
        inRange(second < 60, "second");
        if (!fractionFollows && startsFraction()) {
            fraction(take(fractionLength()));
        }
    }

    private boolean startsFraction() {
        return rest.length() >= 2 && (rest.charAt(0) == '.' || rest.charAt(0) == ',') && isDigit(1);
    }

    private int fractionLength() {
        int length = 1;
        while (isDigit(length)) {
            length++;
        }
        return length;
    }

    private void fraction(String digits) throws Mismatch {
        if (digits.charAt(0) != '.' && digits.charAt(0) != ',') {
            throw new Mismatch();
        }
        String shown = digits.length() > 10 ? digits.substring(0, 10) : digits;
        int value = digits(shown.substring(1));
        for (int i = shown.length(); i < 10; i++) {
            value *= 10;
        }
        nanos = value;
    }

    private void halfDay(String morning, String afternoon) throws Mismatch {
        String value = take(2);
        am |= value.equals(morning);
        pm |= value.equals(afternoon);
        if (!value.equals(morning) && !value.equals(afternoon)) {
            throw new Mismatch();
        }
    }

    private void offset(Part part) throws Mismatch {
        if (part.isIso() && rest.startsWith("Z")) {
            rest = rest.substring(1);
            offsetSeconds = 0;
            return;
        }
        int fields = part.isShortZone() ? 1 : part.hasSeconds() ? 3 : 2;
        String value = take(1 + 2 * fields + (part.hasColon() ? fields - 1 : 0));
        int[] numbers = new int[3];
        int at = 1;
        for (int i = 0; i < fields; i++) {
            if (i > 0 && part.hasColon()) {
                if (value.charAt(at) != ':') {
                    throw new Mismatch();
                }
                at++;
            }
            numbers[i] = digits(value.substring(at, at + 2));
            at += 2;
        }
        inRange(numbers[0] <= 24, "time zone offset hour");
        inRange(numbers[1] <= 60, "time zone offset minute");
        inRange(numbers[2] <= 60, "time zone offset second");
        int seconds = (numbers[0] * 60 + numbers[1]) * 60 + numbers[2];
        offsetSeconds = switch (value.charAt(0)) {
            case '+' -> seconds;
            case '-' -> -seconds;
            default -> throw new Mismatch();
        };
    }

    /** A zone by its abbreviation: it is checked, and does not move the time, as in Go for zones other than the local one. */
    private void zoneName() throws Mismatch {
        if (rest.startsWith("UTC")) {
            rest = rest.substring(3);
            return;
        }
        take(zoneNameLength());
    }

    private int zoneNameLength() throws Mismatch {
        if (rest.length() < 3) {
            throw new Mismatch();
        }
        if (rest.startsWith("ChST") || rest.startsWith("MeST")) {
            return 4;
        }
        if (rest.startsWith("GMT")) {
            return 3 + signedOffsetLength(rest.substring(3));
        }
        if (rest.charAt(0) == '+' || rest.charAt(0) == '-') {
            return atLeastOne(signedOffsetLength(rest));
        }
        int upper = 0;
        while (upper < 6 && upper < rest.length() && rest.charAt(upper) >= 'A' && rest.charAt(upper) <= 'Z') {
            upper++;
        }
        boolean named = upper == 3
                || (upper == 4 && (rest.charAt(3) == 'T' || rest.startsWith("WITA")))
                || (upper == 5 && rest.charAt(4) == 'T');
        if (!named) {
            throw new Mismatch();
        }
        return upper;
    }

    private static int atLeastOne(int length) throws Mismatch {
        if (length == 0) {
            throw new Mismatch();
        }
        return length;
    }

    private static int signedOffsetLength(String value) {
        if (value.isEmpty() || (value.charAt(0) != '+' && value.charAt(0) != '-')) {
            return 0;
        }
        int end = 1;
        while (end < value.length() && value.charAt(end) >= '0' && value.charAt(end) <= '9') {
            end++;
        }
        boolean usable = end > 1 && end <= 10 && Integer.parseInt(value.substring(1, end)) <= 23;
        return usable ? end : 0;
    }

    private int name(Part part, int count) throws Mismatch {
        for (int i = 1; i <= count; i++) {
            String full = count == 12
                    ? GoLayout.monthName(i)
                    : java.time.DayOfWeek.of(i).getDisplayName(java.time.format.TextStyle.FULL, Locale.ENGLISH);
            boolean whole = part == Part.LONG_MONTH || part == Part.LONG_WEEKDAY;
            String name = whole ? full : full.substring(0, 3);
            if (rest.regionMatches(true, 0, name, 0, name.length())) {
                rest = rest.substring(name.length());
                return i;
            }
        }
        throw new Mismatch();
    }

    private int number(boolean twoDigits) throws Mismatch {
        if (!isDigit(0) || (twoDigits && !isDigit(1))) {
            throw new Mismatch();
        }
        return digits(take(isDigit(1) ? 2 : 1));
    }

    private int threeDigits(boolean fixed) throws Mismatch {
        int length = 0;
        while (length < 3 && isDigit(length)) {
            length++;
        }
        if (length == 0 || (fixed && length != 3)) {
            throw new Mismatch();
        }
        return digits(take(length));
    }

    private static int digits(String value) throws Mismatch {
        int number = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < '0' || c > '9') {
                throw new Mismatch();
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    private boolean isDigit(int index) {
        return index < rest.length() && rest.charAt(index) >= '0' && rest.charAt(index) <= '9';
    }

    private String take(int length) throws Mismatch {
        if (rest.length() < length) {
            throw new Mismatch();
        }
        String taken = rest.substring(0, length);
        rest = rest.substring(length);
        return taken;
    }

    private void skipSpaces(int most) {
        for (int i = 0; i < most && rest.startsWith(" "); i++) {
            rest = rest.substring(1);
        }
    }

    /** Literal text must match; a run of spaces matches any run of spaces. */
    private void skip(String literal) {
        int i = 0;
        while (i < literal.length()) {
            char c = literal.charAt(i);
            if (c == ' ') {
                if (!rest.isEmpty() && rest.charAt(0) != ' ') {
                    throw mismatch(rest, literal);
                }
                while (i < literal.length() && literal.charAt(i) == ' ') {
                    i++;
                }
                skipSpaces(rest.length());
            } else if (rest.isEmpty() || rest.charAt(0) != c) {
                throw mismatch(rest, literal);
            } else {
                rest = rest.substring(1);
                i++;
            }
        }
    }

    private Instant instant() {
        if (pm && hour < 12) {
            hour += 12;
        } else if (am && hour == 12) {
            hour = 0;
        }
        LocalDate date = yearDay == UNSET ? monthDay() : dayOfYear();
        return date.atTime(LocalTime.of(hour, minute, second, nanos))
                .toInstant(ZoneOffset.UTC)
                .minusSeconds(offsetSeconds);
    }

    private LocalDate monthDay() {
        int m = month == UNSET ? 1 : month;
        int d = day == UNSET ? 1 : day;
        if (d < 1 || d > YearMonth.of(year, m).lengthOfMonth()) {
            throw failure(": day out of range");
        }
        return LocalDate.of(year, m, d);
    }

    private LocalDate dayOfYear() {
        if (yearDay < 1 || yearDay > LocalDate.of(year, 1, 1).lengthOfYear()) {
            throw failure(": day-of-year out of range");
        }
        LocalDate date = LocalDate.ofYearDay(year, yearDay);
        if (month != UNSET && month != date.getMonthValue()) {
            throw failure(": day-of-year does not match month");
        }
        if (day != UNSET && day != date.getDayOfMonth()) {
            throw failure(": day-of-year does not match day");
        }
        return date;
    }

    private void inRange(boolean condition, String what) {
        if (!condition) {
            throw failure(": " + what + " out of range");
        }
    }

    private BuiltinFailure mismatch(String value, String element) {
        return BuiltinFailure.error("parsing time " + quote(text) + " as " + quote(layout) + ": cannot parse "
                + quote(value) + " as " + quote(element));
    }

    private BuiltinFailure failure(String reason) {
        return BuiltinFailure.error("parsing time " + quote(text) + reason);
    }

    private static String quote(String value) {
        return GoQuote.quote(value);
    }
}
