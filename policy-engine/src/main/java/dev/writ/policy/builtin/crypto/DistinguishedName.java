package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.crypto.Der.Element;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A name as a sequence of attributes (RFC 5280, 4.1.2.4); which of them stand in one set is not kept. */
record DistinguishedName(List<Attribute> attributes) {

    private static final int UTF8_STRING = 12;
    private static final int NUMERIC_STRING = 18;
    private static final int PRINTABLE_STRING = 19;
    private static final int T61_STRING = 20;
    private static final int IA5_STRING = 22;
    private static final int BMP_STRING = 30;
    private static final Set<Integer> TEXT_TAGS =
            Set.of(UTF8_STRING, NUMERIC_STRING, PRINTABLE_STRING, T61_STRING, IA5_STRING, BMP_STRING);

    /** One attribute; {@code isText} unless the reader is lenient. */
    record Attribute(List<Integer> type, RegoValue value, boolean isText) {

        private boolean is(int kind) {
            return type.equals(List.of(2, 5, 4, kind));
        }
    }

    DistinguishedName {
        attributes = List.copyOf(attributes);
    }

    /**
     * Reads a name, its own tag included.
     *
     * @throws BuiltinFailure if it is malformed
     */
    static DistinguishedName read(byte[] der) {
        return read(der, false);
    }

    /** As {@link #read(byte[])}, but attributes that are no text are kept. */
    static DistinguishedName readLeniently(byte[] der) {
        return read(der, true);
    }

    private static DistinguishedName read(byte[] der, boolean lenient) {
        Der sets = Der.of(der).read(Der.SEQUENCE);
        if (sets == null) {
            throw BuiltinFailure.error("x509: invalid RDNSequence");
        }
        List<Attribute> attributes = new ArrayList<>();
        while (!sets.isEmpty()) {
            Der set = sets.read(Der.SET);
            if (set == null) {
                throw BuiltinFailure.error("x509: invalid RDNSequence");
            }
            while (!set.isEmpty()) {
                attributes.add(attribute(set.read(Der.SEQUENCE), lenient));
            }
        }
        return new DistinguishedName(attributes);
    }

    private static Attribute attribute(@Nullable Der content, boolean lenient) {
        if (content == null) {
            throw BuiltinFailure.error("x509: invalid RDNSequence: invalid attribute");
        }
        List<Integer> type = content.oid();
        if (type == null) {
            throw BuiltinFailure.error("x509: invalid RDNSequence: invalid attribute type");
        }
        Element value = content.any();
        if (value == null) {
            throw BuiltinFailure.error("x509: invalid RDNSequence: invalid attribute value");
        }
        if (lenient && !TEXT_TAGS.contains(value.tag())) {
            return new Attribute(type, SimpleValues.of(value), false);
        }
        return new Attribute(
                type, RegoString.of(text(value.tag(), value.content().rest())), true);
    }

    /** The texts of the attributes 2.5.4.{@code kind}. */
    List<String> all(int kind) {
        List<String> texts = new ArrayList<>();
        for (Attribute attribute : attributes) {
            if (attribute.isText() && attribute.is(kind) && attribute.value() instanceof RegoString text) {
                texts.add(text.value());
            }
        }
        return texts;
    }

    /** The last text among the attributes 2.5.4.{@code kind}, or an empty one. */
    String last(int kind) {
        List<String> texts = all(kind);
        return texts.isEmpty() ? "" : texts.getLast();
    }

    private static String text(int tag, byte[] bytes) {
        return switch (tag) {
            case T61_STRING -> Ascii.text(bytes);
            case PRINTABLE_STRING -> checked(bytes, "PrintableString", DistinguishedName::isPrintable);
            case NUMERIC_STRING -> checked(bytes, "NumericString", c -> c == ' ' || (c >= '0' && c <= '9'));
            case IA5_STRING -> checked(bytes, "IA5String", c -> c < 0x80);
            case UTF8_STRING -> {
                String text = GoBytes.decode(bytes);
                if (text.codePoints().anyMatch(GoBytes::isEscape)) {
                    throw invalid("UTF-8 string");
                }
                yield text;
            }
            case BMP_STRING -> bmp(bytes);
            default ->
                throw BuiltinFailure.error(
                        "x509: invalid RDNSequence: invalid attribute value: unsupported string type: " + tag);
        };
    }

    private interface CharacterTest {
        boolean test(int c);
    }

    private static String checked(byte[] bytes, String kind, CharacterTest test) {
        for (byte b : bytes) {
            if (!test.test(b & 0xFF)) {
                throw invalid(kind);
            }
        }
        return Ascii.text(bytes);
    }

    /** Also `*` and `&`, which the standard forbids and certificates have. */
    private static boolean isPrintable(int c) {
        boolean letterOrDigit = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        return letterOrDigit || " '()+,-./:=?*&".indexOf(c) >= 0;
    }

    private static String bmp(byte[] bytes) {
        int length = bytes.length;
        if (length % 2 != 0) {
            throw invalid("BMPString");
        }
        if (length >= 2 && bytes[length - 1] == 0 && bytes[length - 2] == 0) {
            length -= 2;
        }
        String text = new String(bytes, 0, length, StandardCharsets.UTF_16BE);
        for (int i = 0; i < length; i += 2) {
            int c = (bytes[i] & 0xFF) << 8 | (bytes[i + 1] & 0xFF);
            if (c >= 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF) || (c >= 0xD800 && c <= 0xDFFF)) {
                throw invalid("BMPString");
            }
        }
        return text;
    }

    private static BuiltinFailure invalid(String kind) {
        return BuiltinFailure.error("x509: invalid RDNSequence: invalid attribute value: invalid " + kind);
    }
}
