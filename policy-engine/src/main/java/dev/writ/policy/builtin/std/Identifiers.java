package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Nullary;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** UUIDs (RFC 9562), and what the process shows of itself. */
final class Identifiers {

    /** 100 ns steps between 15 October 1582 and 1970. */
    private static final long GREGORIAN_OFFSET = 0x01B21DD213814000L;

    private static final Pattern DASHED =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Identifiers() {}

    static Map<String, Builtin> functions() {
        return Map.of(
                "uuid.rfc4122", (Unary) Identifiers::random,
                "uuid.parse", (Unary) Identifiers::parse,
                "opa.runtime",
                        (Nullary) (context) -> context.recorded(
                                "opa.runtime",
                                List.of(),
                                () -> context.environment().runtime()));
    }

    /** One random UUID for each operand in an evaluation. */
    private static RegoValue random(BuiltinContext context, RegoValue key) {
        return context.recorded("uuid.rfc4122", List.of(key), () -> {
            long high = (context.environment().randomBits() & 0xFFFFFFFFFFFF0FFFL) | 0x4000L;
            long low = (context.environment().randomBits() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
            return RegoString.of(new UUID(high, low).toString());
        });
    }

    private static RegoValue parse(BuiltinContext context, RegoValue operand) {
        UUID uuid = uuid(Operands.string(operand, 1));
        int version = (int) (uuid.getMostSignificantBits() >> 12 & 0xF);
        RegoObject.Builder fields = RegoObject.builder();
        fields.put("version", RegoNumber.of(version));
        fields.put("variant", RegoString.of(variant(uuid)));
        if (version == 1 || version == 2) {
            timeBased(fields, uuid, version);
        }
        return fields.build();
    }

    private static UUID uuid(String text) {
        String plain = text;
        if (text.length() == 45 && text.substring(0, 9).toLowerCase(Locale.ROOT).equals("urn:uuid:")) {
            plain = text.substring(9);
        } else if (text.length() == 38) {
            plain = text.substring(1, 37);
        } else if (text.matches("[0-9a-fA-F]{32}")) {
            plain = text.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
        }
        if (!DASHED.matcher(plain).matches()) {
            throw BuiltinFailure.undefined();
        }
        return UUID.fromString(plain);
    }

    private static String variant(UUID uuid) {
        int bits = (int) (uuid.getLeastSignificantBits() >>> 61);
        return (bits & 0b110) == 0b100
                ? "RFC4122"
                : bits == 0b110 ? "Microsoft" : bits == 0b111 ? "Future" : "Reserved";
    }

    private static void timeBased(RegoObject.Builder fields, UUID uuid, int version) {
        long high = uuid.getMostSignificantBits();
        long low = uuid.getLeastSignificantBits();
        long steps = ((high & 0x0FFFL) << 48) | (((high >>> 16) & 0xFFFFL) << 32) | (high >>> 32);
        fields.put("time", RegoNumber.of((steps - GREGORIAN_OFFSET) * 100));
        byte[] node = HexFormat.of().parseHex(String.format("%012x", low & 0xFFFFFFFFFFFFL));
        fields.put("nodeid", RegoString.of(HexFormat.ofDelimiter("-").formatHex(node)));
        fields.put("macvariables", RegoString.of(macVariables(node[0])));
        fields.put("clocksequence", RegoNumber.of(low >>> 48 & 0x3FFF));
        if (version == 2) {
            fields.put("id", RegoNumber.of(high >>> 32));
            fields.put("domain", RegoString.of(domain((int) (low >>> 48 & 0xFF))));
        }
    }

    private static String macVariables(byte first) {
        return ((first & 0b10) != 0 ? "local" : "global") + ":" + ((first & 0b01) != 0 ? "multicast" : "unicast");
    }

    private static String domain(int domain) {
        return switch (domain) {
            case 0 -> "Person";
            case 1 -> "Group";
            case 2 -> "Org";
            default -> "Domain" + domain;
        };
    }
}
