package dev.writ.policy.builtin.crypto;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A position in DER (X.690): tags of one byte, definite lengths in the shortest form. A read that does not fit answers
 * null, and the caller says what is wrong; nothing recurses, so nesting costs nothing.
 */
final class Der {

    static final int BOOLEAN = 1;
    static final int INTEGER = 2;
    static final int BIT_STRING = 3;
    static final int OCTET_STRING = 4;
    static final int OID = 6;
    static final int UTC_TIME = 23;
    static final int GENERALIZED_TIME = 24;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;
    static final int CONTEXT = 0x80;
    static final int CONTEXT_CONSTRUCTED = 0xA0;

    private static final Pattern UTC =
            Pattern.compile("(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)?(Z|[+-]\\d{4})");
    private static final Pattern GENERALIZED =
            Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(\\d\\d)(Z|[+-]\\d{4})");

    private final byte[] bytes;
    private int at;
    private final int end;

    /** One element: its tag, what is in it, and all of it. */
    record Element(int tag, Der content, Bytes whole) {}

    private Der(byte[] bytes, int at, int end) {
        this.bytes = bytes;
        this.at = at;
        this.end = end;
    }

    static Der of(byte[] bytes) {
        return new Der(bytes, 0, bytes.length);
    }

    boolean isEmpty() {
        return at == end;
    }

    int size() {
        return end - at;
    }

    byte[] rest() {
        return Arrays.copyOfRange(bytes, at, end);
    }

    boolean peek(int tag) {
        return at < end && (bytes[at] & 0xFF) == tag;
    }

    /** The next element, whatever it is. */
    @Nullable
    Element any() {
        if (end - at < 2 || (bytes[at] & 0x1F) == 0x1F) {
            return null;
        }
        int length = bytes[at + 1] & 0xFF;
        int header = 2;
        if (length >= 0x80) {
            int count = length & 0x7F;
            header += count;
            if (count == 0 || count > 4 || end - at < header) {
                return null;
            }
            long value = new BigInteger(1, Arrays.copyOfRange(bytes, at + 2, at + header)).longValueExact();
            if (value < 0x80 || value >>> (8 * (count - 1)) == 0 || value > end - at - header) {
                return null;
            }
            length = (int) value;
        }
        if (length > end - at - header) {
            return null;
        }
        int start = at;
        at += header + length;
        return new Element(
                bytes[start] & 0xFF,
                new Der(bytes, start + header, at),
                Bytes.of(Arrays.copyOfRange(bytes, start, at)));
    }

    /** What is in the next element, if it has this tag. */
    @Nullable
    Der read(int tag) {
        Element element = element(tag);
        return element == null ? null : element.content();
    }

    /** The next element, if it has this tag. */
    @Nullable
    Element element(int tag) {
        return peek(tag) ? any() : null;
    }

    /** The bytes in the next element, if it has this tag. */
    byte @Nullable [] octets(int tag) {
        Der content = read(tag);
        return content == null ? null : content.rest();
    }

    @Nullable
    BigInteger integer() {
        return integer(INTEGER);
    }

    @Nullable
    BigInteger integer(int tag) {
        byte[] value = octets(tag);
        if (value == null || value.length == 0) {
            return null;
        }
        boolean padded = value.length > 1 && ((value[0] == 0 && value[1] >= 0) || (value[0] == -1 && value[1] < 0));
        return padded ? null : new BigInteger(value);
    }

    /** An integer that fits a long. */
    @Nullable
    Long smallInteger(int tag) {
        BigInteger value = integer(tag);
        return value == null || value.bitLength() > 63 ? null : Long.valueOf(value.longValue());
    }

    @Nullable
    Boolean bool() {
        byte[] value = octets(BOOLEAN);
        if (value == null || value.length != 1 || (value[0] != 0 && value[0] != -1)) {
            return null;
        }
        return value[0] != 0;
    }

    @Nullable
    Bits bitString() {
        byte[] value = octets(BIT_STRING);
        if (value == null || value.length == 0) {
            return null;
        }
        int unused = value[0] & 0xFF;
        byte last = value.length == 1 ? 0 : value[value.length - 1];
        if (unused > 7 || (value.length == 1 && unused != 0) || (last & ((1 << unused) - 1)) != 0) {
            return null;
        }
        return new Bits(Bytes.of(Arrays.copyOfRange(value, 1, value.length)), unused);
    }

    /** A string of bits, the first one in the highest bit of the first byte. */
    record Bits(Bytes content, int unused) {

        boolean at(int index) {
            byte[] bytes = content.array();
            return index < bytes.length * 8 - unused && (bytes[index / 8] >> (7 - index % 8) & 1) != 0;
        }

        /** The bytes with the unused bits in front. */
        byte[] rightAligned() {
            byte[] bytes = content.array();
            byte[] out = bytes.clone();
            for (int i = out.length - 1; unused > 0 && i >= 0; i--) {
                int before = i == 0 ? 0 : bytes[i - 1] & 0xFF;
                out[i] = (byte) ((bytes[i] & 0xFF) >> unused | before << (8 - unused));
            }
            return out;
        }
    }

    /** The components of an object identifier, each below 2³¹. */
    @Nullable
    List<Integer> oid() {
        byte[] value = octets(OID);
        return value == null ? null : oid(value);
    }

    static @Nullable List<Integer> oid(byte[] value) {
        if (value.length == 0) {
            return null;
        }
        List<Integer> components = new ArrayList<>();
        int i = 0;
        while (i < value.length) {
            long component = 0;
            int start = i;
            boolean more;
            do {
                if (i == value.length || i - start == 5 || (i == start && (value[i] & 0xFF) == 0x80)) {
                    return null;
                }
                component = component << 7 | (value[i] & 0x7F);
                more = value[i] < 0;
                i++;
            } while (more);
            if (component > Integer.MAX_VALUE) {
                return null;
            }
            addComponent(components, (int) component);
        }
        return components;
    }

    private static void addComponent(List<Integer> components, int component) {
        if (components.isEmpty()) {
            int first = Math.min(component / 40, 2);
            components.add(first);
            components.add(component - 40 * first);
        } else {
            components.add(component);
        }
    }

    /** A time in UTC or with an offset; the years of UTCTime are 1950 to 2049. */
    @Nullable
    OffsetDateTime time(int tag) {
        byte[] value = octets(tag);
        if (value == null) {
            return null;
        }
        Matcher parts = (tag == UTC_TIME ? UTC : GENERALIZED).matcher(Ascii.text(value));
        if (!parts.matches() || parts.group(7).equals("+0000") || parts.group(7).equals("-0000")) {
            return null;
        }
        int year = Integer.parseInt(parts.group(1));
        if (tag == UTC_TIME) {
            year += year >= 50 ? 1900 : 2000;
        }
        try {
            return OffsetDateTime.of(
                    year,
                    number(parts, 2),
                    number(parts, 3),
                    number(parts, 4),
                    number(parts, 5),
                    parts.group(6) == null ? 0 : number(parts, 6),
                    0,
                    offset(parts.group(7)));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static ZoneOffset offset(String text) {
        if (text.equals("Z")) {
            return ZoneOffset.UTC;
        }
        int sign = text.charAt(0) == '-' ? -1 : 1;
        int hours = Integer.parseInt(text.substring(1, 3));
        int minutes = Integer.parseInt(text.substring(3));
        return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }
}
