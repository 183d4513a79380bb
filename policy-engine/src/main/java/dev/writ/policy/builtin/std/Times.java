package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.Builtin.Nullary;
import dev.writ.policy.builtin.Builtin.Quaternary;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoDuration;
import dev.writ.policy.builtin.golang.GoTime;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

/** The {@code time.*} functions: nanoseconds since 1970 in UTC, with zones by name and Go's layouts. */
final class Times {

    private static final long NANOS = 1_000_000_000L;

    private record Moment(ZonedDateTime time, String layout) {}

    private Times() {}

    static Map<String, Builtin> functions() {
        return Map.of(
                "time.now_ns", (Nullary) Times::now,
                "time.parse_ns",
                        (Binary) (context, layout, text) -> nanos(
                                GoTime.parse(GoTime.layout(Operands.string(layout, 1)), Operands.string(text, 2))),
                "time.parse_rfc3339_ns",
                        (Unary) (context, text) -> nanos(GoTime.parse(GoTime.RFC3339, Operands.string(text, 1))),
                "time.parse_duration_ns",
                        (Unary) (context, text) -> RegoNumber.of(GoDuration.parse(Operands.string(text, 1))),
                "time.format", (Unary) Times::format,
                "time.date", (Unary) Times::date,
                "time.clock", (Unary) Times::clock,
                "time.weekday",
                        (Unary) (context, x) ->
                                RegoString.of(GoTime.weekday(moment(context, x).time())),
                "time.add_date", (Quaternary) Times::addDate,
                "time.diff", (Binary) Times::difference);
    }

    /** The time of the evaluation, the same in all of it. */
    static RegoValue now(BuiltinContext context) {
        return context.recorded(
                "time.now_ns", List.of(), () -> nanos(context.environment().now()));
    }

    private static RegoValue nanos(Instant instant) {
        try {
            long seconds = instant.getEpochSecond();
            // Counted from the next second where the time is before 1970, so that the first representable nanosecond
            // fits.
            boolean before = seconds < 0;
            long whole = Math.multiplyExact(before ? seconds + 1 : seconds, NANOS);
            return RegoNumber.of(Math.addExact(whole, before ? instant.getNano() - NANOS : instant.getNano()));
        } catch (ArithmeticException e) {
            throw BuiltinFailure.error("time outside of valid range");
        }
    }

    /** A number of nanoseconds, or an array of it, a zone and a layout. */
    private static Moment moment(BuiltinContext context, RegoValue operand) {
        if (operand instanceof RegoNumber number) {
            return new Moment(instant(number).atZone(ZoneOffset.UTC), "");
        }
        if (!(operand instanceof RegoArray array) || array.size() == 0) {
            throw Operands.wrongType(1, operand, "either number (ns) or [number (ns), string (tz)]");
        }
        Instant instant = instant(Operands.number(array.get(0), 1));
        String zone = array.size() > 1 ? Operands.string(array.get(1), 1) : "";
        String layout = array.size() > 2 ? Operands.string(array.get(2), 1) : "";
        return new Moment(instant.atZone(zone(context, zone)), layout);
    }

    private static Instant instant(RegoNumber number) {
        if (!number.isLong()) {
            throw BuiltinFailure.error("timestamp too big");
        }
        long nanos = number.longValue();
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    private static ZoneId zone(BuiltinContext context, String name) {
        if (name.isEmpty() || name.equals("UTC")) {
            return ZoneOffset.UTC;
        }
        if (name.equals("Local")) {
            return context.environment().zone();
        }
        // Java also takes offsets such as +01:00, which are no names of the tz database.
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw BuiltinFailure.error("unknown time zone " + name);
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw BuiltinFailure.error("unknown time zone " + name);
        }
    }

    private static RegoValue format(BuiltinContext context, RegoValue operand) {
        Moment moment = moment(context, operand);
        String layout = moment.layout().isEmpty() ? GoTime.RFC3339_NANO : GoTime.layout(moment.layout());
        return RegoString.of(GoTime.format(moment.time(), layout));
    }

    private static RegoValue date(BuiltinContext context, RegoValue operand) {
        ZonedDateTime time = moment(context, operand).time();
        return numbers(time.getYear(), time.getMonthValue(), time.getDayOfMonth());
    }

    private static RegoValue clock(BuiltinContext context, RegoValue operand) {
        ZonedDateTime time = moment(context, operand).time();
        return numbers(time.getHour(), time.getMinute(), time.getSecond());
    }

    private static RegoValue numbers(long... numbers) {
        RegoValue[] values = new RegoValue[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            values[i] = RegoNumber.of(numbers[i]);
        }
        return RegoArray.wrap(values);
    }

    /** Adds to the calendar date; a day or month beyond its range carries over, as in 31 January plus a month. */
    private static RegoValue addDate(
            BuiltinContext context, RegoValue operand, RegoValue years, RegoValue months, RegoValue days) {
        ZonedDateTime time = moment(context, operand).time();
        long y = Operands.integer(years, 2);
        long m = Operands.integer(months, 3);
        long d = Operands.integer(days, 4);
        try {
            LocalDate first = LocalDate.of(time.getYear(), 1, 1)
                    .plusYears(y)
                    .plusMonths(Math.addExact(m, time.getMonthValue() - 1L));
            LocalDate date = first.plusDays(Math.addExact(d, time.getDayOfMonth() - 1L));
            return nanos(date.atTime(time.toLocalTime()).atZone(time.getZone()).toInstant());
        } catch (DateTimeException | ArithmeticException e) {
            throw BuiltinFailure.error("time outside of valid range");
        }
    }

    /** Years, months, days, hours, minutes, seconds between two moments, as a calendar and a clock show them. */
    private static RegoValue difference(BuiltinContext context, RegoValue first, RegoValue second) {
        ZonedDateTime a = moment(context, first).time();
        ZonedDateTime b = moment(context, second).time().withZoneSameInstant(a.getZone());
        ZonedDateTime from = a.isAfter(b) ? b : a;
        ZonedDateTime to = a.isAfter(b) ? a : b;
        long[] parts = {
            to.getYear() - from.getYear(),
            to.getMonthValue() - from.getMonthValue(),
            to.getDayOfMonth() - from.getDayOfMonth(),
            to.getHour() - from.getHour(),
            to.getMinute() - from.getMinute(),
            to.getSecond() - from.getSecond()
        };
        int[] sizes = {0, 12, from.toLocalDate().lengthOfMonth(), 24, 60, 60};
        for (int i = parts.length - 1; i > 0; i--) {
            if (parts[i] < 0) {
                parts[i] += sizes[i];
                parts[i - 1]--;
            }
        }
        return numbers(parts);
    }
}
