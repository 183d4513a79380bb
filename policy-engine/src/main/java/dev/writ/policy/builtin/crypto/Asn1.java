package dev.writ.policy.builtin.crypto;

/** What Go's {@code encoding/asn1} says of DER that is not the structure somebody wanted. */
final class Asn1 {

    private static final String PARAMETERS = "{optional:false explicit:false application:false private:false"
            + " defaultValue:<nil> tag:<nil> stringType:0 timeType:0 set:false omitEmpty:false}";

    private Asn1() {}

    /** Why {@code der} is no sequence of the Go type {@code type}. */
    static String mismatch(byte[] der, String type) {
        if (der.length == 0) {
            return "asn1: syntax error: sequence truncated";
        }
        int first = der[0] & 0xFF;
        if (der.length == 1) {
            return "asn1: syntax error: truncated tag or length";
        }
        int length = der[1] & 0xFF;
        if (length > 0x80) {
            int count = length & 0x7F;
            length = 0;
            for (int i = 0; i < count; i++) {
                if (2 + i >= der.length) {
                    return "asn1: syntax error: truncated tag or length";
                }
                if (length >= 1 << 23) {
                    return "asn1: structure error: length too large";
                }
                length = length << 8 | (der[2 + i] & 0xFF);
                if (length == 0) {
                    return "asn1: structure error: superfluous leading zeros in length";
                }
            }
            if (length < 0x80) {
                return "asn1: structure error: non-minimal length";
            }
        } else if (length == 0x80) {
            return "asn1: syntax error: indefinite length found (not DER)";
        }
        int header = 2 + ((der[1] & 0x80) != 0 ? der[1] & 0x7F : 0);
        if (first != Der.SEQUENCE) {
            return "asn1: structure error: tags don't match (16 vs {class:" + (first >> 6) + " tag:" + (first & 0x1F)
                    + " length:" + length + " isCompound:" + ((first & 0x20) != 0) + "}) " + PARAMETERS + " " + type
                    + " @" + header;
        }
        if (length > der.length - header) {
            return "asn1: syntax error: data truncated";
        }
        return "asn1: structure error: malformed " + type;
    }
}
