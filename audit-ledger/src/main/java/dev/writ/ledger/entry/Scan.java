package dev.writ.ledger.entry;

import dev.writ.ledger.merkle.Hash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Recognises the parts of a usual entry, a machine word at a time where it can. Knows canonical JSON of plain ASCII without escapes, with
 * whole numbers of at most 15 digits; says false for everything else. A part that was not recognised leaves the position anywhere.
 */
final class Scan {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;
    private static final int HEX = 2 * Hash.SIZE;
    private static final int MAX_DEPTH = 30;
    private static final int MAX_DIGITS = 15;
    private static final int MAX_NAME = 64;
    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};
    private static final byte[] QUOTE = {'"'};
    private static final byte[][] OUTCOMES = outcomes();

    private static final int FIRST = 1;
    private static final int NAME = 2;
    private static final int PRINCIPAL = 4;
    private static final byte[] KINDS = kinds();

    private final byte[] data;
    private int at;
    private int depth;

    Scan(byte[] data) {
        this.data = data;
    }

    private static byte[][] outcomes() {
        return Arrays.stream(Outcome.values())
                .map(outcome -> outcome.word().getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    /** What each ASCII character may be part of. */
    private static byte[] kinds() {
        byte[] kinds = new byte[128];
        for (int c = 0; c < kinds.length; c++) {
            boolean lower = c >= 'a' && c <= 'z';
            boolean digit = c >= '0' && c <= '9';
            boolean name = lower || digit || c == '_' || c == '.' || c == '-';
            boolean principal = (name && c != '.') || (c >= 'A' && c <= 'Z');
            kinds[c] = (byte) ((lower ? FIRST : 0) | (name ? NAME : 0) | (principal ? PRINCIPAL : 0));
        }
        return kinds;
    }

    private static boolean is(byte c, int kind) {
        return c >= 0 && (KINDS[c] & kind) != 0;
    }

    int position() {
        return at;
    }

    boolean atEnd() {
        return at == data.length;
    }

    private int peek() {
        return at < data.length ? data[at] : -1;
    }

    boolean take(char c) {
        if (peek() == c) {
            at++;
            return true;
        }
        return false;
    }

    boolean take(byte[] literal) {
        int end = at + literal.length;
        if (end <= data.length && Arrays.equals(data, at, end, literal, 0, literal.length)) {
            at = end;
            return true;
        }
        return false;
    }

    /** Whether exactly this was read since a position. */
    boolean since(int start, byte[] literal) {
        return Arrays.equals(data, start, at, literal, 0, literal.length);
    }

    boolean outcome() {
        for (byte[] word : OUTCOMES) {
            if (take(word) && peek() == '"') {
                return true;
            }
        }
        return false;
    }

    /** Sixty-four hexadecimal digits. */
    boolean hex() {
        int end = at + HEX;
        if (end > data.length) {
            return false;
        }
        for (; at < end; at += Long.BYTES) {
            long x = (long) WORD.get(data, at);
            long digit = (x + 0x50 * EACH) & ~(x + 0x46 * EACH);
            long letter = (x + 0x1f * EACH) & ~(x + 0x19 * EACH);
            if ((x & HIGH) != 0 || ((digit | letter) & HIGH) != HIGH) {
                return false;
            }
        }
        return true;
    }

    /** The hash whose hexadecimal digits, recognised before, begin at a position. */
    Hash hash(int start) {
        return new Hash(word(start), word(start + 16), word(start + 32), word(start + 48));
    }

    /** A digit is its low four bits, a letter (of which bit 6 is set) those and nine; without branches, since digits are random. */
    private long word(int start) {
        long value = 0;
        for (int i = start; i < start + 16; i++) {
            int c = data[i];
            value = value << 4 | ((c & 0xf) + 9 * (c >> 6));
        }
        return value;
    }

    /** A name of {@link Limits}, up to the quote that ends it. */
    boolean name() {
        int start = at;
        while (at < data.length && is(data[at], NAME)) {
            at++;
        }
        return at > start && at - start <= MAX_NAME && is(data[start], FIRST) && peek() == '"';
    }

    private boolean principal() {
        int start = at;
        while (at < data.length && is(data[at], PRINCIPAL)) {
            at++;
        }
        return at > start && at - start <= MAX_NAME;
    }

    /** Names with a hash each, the closing brace and a comma. */
    boolean hashes(byte[] before, int max) {
        return table(before, true, max);
    }

    /** Roles with a principal each, the closing brace and a comma. */
    boolean principals() {
        return table(QUOTE, false, Limits.MAX_PRINCIPALS);
    }

    /** Names in rising order, each with a hash or else a principal behind {@code before}. */
    private boolean table(byte[] before, boolean ofHashes, int max) {
        int last = -1;
        int lastEnd = -1;
        for (int i = 0; i < max; i++) {
            int start = at + 1;
            if (!take('"') || !name() || !rises(last, lastEnd, start)) {
                return false;
            }
            last = start;
            lastEnd = at;
            if (!(take('"') && take(':') && take(before) && (ofHashes ? hex() : principal()) && take('"'))) {
                return false;
            }
            if (!take(',')) {
                return take('}') && take(',');
            }
        }
        return false;
    }

    private boolean rises(int last, int lastEnd, int start) {
        return last < 0 || Arrays.compareUnsigned(data, last, lastEnd, data, start, at) < 0;
    }

    /** A whole number without sign; -1 for anything else. */
    long count() {
        int start = at;
        long value = 0;
        while (at < data.length && data[at] >= '0' && data[at] <= '9' && at - start <= MAX_DIGITS) {
            value = 10 * value + (data[at] - '0');
            at++;
        }
        int digits = at - start;
        boolean plain = digits == 1 || (digits > 1 && digits <= MAX_DIGITS && data[start] != '0');
        return plain ? value : -1;
    }

    /** A time in milliseconds; -1 for anything that {@link Timestamp} would not have written. */
    long time() {
        if (at + 24 > data.length) {
            return -1;
        }
        int start = at;
        at += 24;
        boolean form = data[start + 4] == '-'
                && data[start + 7] == '-'
                && data[start + 10] == 'T'
                && data[start + 13] == ':'
                && data[start + 16] == ':'
                && data[start + 19] == '.'
                && data[start + 23] == 'Z';
        int year = digits(start, 4);
        int month = digits(start + 5, 2);
        int day = digits(start + 8, 2);
        int hour = digits(start + 11, 2);
        int minute = digits(start + 14, 2);
        int second = digits(start + 17, 2);
        int milli = digits(start + 20, 3);
        boolean range = year >= 1970
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= 28
                && hour >= 0
                && hour <= 23
                && minute >= 0
                && minute <= 59
                && second >= 0
                && second <= 59
                && milli >= 0;
        if (!form || !(range || (day > 28 && day <= 31))) {
            return -1;
        }
        return range
                ? (((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second) * 1000 + milli
                : slowTime(start);
    }

    /** The last days of a month. */
    private long slowTime(int start) {
        try {
            String text = new String(data, start, 24, StandardCharsets.ISO_8859_1);
            return Timestamp.parse(text).millis();
        } catch (EntryException e) {
            return -1;
        }
    }

    private int digits(int start, int count) {
        int value = 0;
        for (int i = start; i < start + count; i++) {
            int digit = data[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = 10 * value + digit;
        }
        return value;
    }

    /** Days since 1970-01-01 of a date of the Gregorian calendar. */
    private static long days(int year, int month, int day) {
        int y = month <= 2 ? year - 1 : year;
        int yearOfEra = y % 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return (long) (y / 400) * 146_097 + dayOfEra - 719_468;
    }

    /** An object that is not empty. */
    boolean members() {
        int start = at;
        return object() && at > start + 2;
    }

    private boolean object() {
        depth++;
        if (depth > MAX_DEPTH || !take('{')) {
            return false;
        }
        if (take('}')) {
            depth--;
            return true;
        }
        int last = -1;
        int lastEnd = -1;
        do {
            int start = at + 1;
            if (!string()) {
                return false;
            }
            int end = at - 1;
            if (last >= 0 && Arrays.compareUnsigned(data, last, lastEnd, data, start, end) >= 0) {
                return false;
            }
            last = start;
            lastEnd = end;
            if (!take(':') || !value()) {
                return false;
            }
        } while (take(','));
        depth--;
        return take('}');
    }

    private boolean array() {
        depth++;
        if (depth > MAX_DEPTH || !take('[')) {
            return false;
        }
        if (take(']')) {
            depth--;
            return true;
        }
        do {
            if (!value()) {
                return false;
            }
        } while (take(','));
        depth--;
        return take(']');
    }

    private boolean value() {
        return switch (peek()) {
            case '"' -> string();
            case '{' -> object();
            case '[' -> array();
            case 't' -> take(TRUE);
            case 'f' -> take(FALSE);
            case 'n' -> take(NULL);
            default -> number();
        };
    }

    private boolean number() {
        boolean negative = take('-');
        long value = count();
        return value > 0 || (value == 0 && !negative);
    }

    /** A string of printable ASCII without quotes and backslashes. */
    private boolean string() {
        if (!take('"')) {
            return false;
        }
        while (at + Long.BYTES <= data.length && plain((long) WORD.get(data, at))) {
            at += Long.BYTES;
        }
        while (at < data.length) {
            byte c = data[at];
            at++;
            if (c == '"') {
                return true;
            }
            if (c < ' ' || c == '\\' || c == 0x7f) {
                return false;
            }
        }
        return false;
    }

    /** Whether each of eight bytes is from 0x20 to 0x7e and neither quote nor backslash. */
    private static boolean plain(long x) {
        long quote = x ^ '"' * EACH;
        long backslash = x ^ '\\' * EACH;
        long bad = (x - 0x20 * EACH) | (x + EACH) | (quote - EACH) | (backslash - EACH) | x;
        return (bad & HIGH) == 0;
    }
}
