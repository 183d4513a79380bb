package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoBase64;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.builtin.golang.GoQuote;
import dev.writ.policy.builtin.golang.GoUri;
import dev.writ.policy.builtin.golang.GoUrl;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Base64, hexadecimal, query strings and URIs. Bytes that are no UTF-8 survive decoding and encoding again. */
final class Encoding {

    private static final String VALUES = "operand 1 values must be string, array[string], or set[string]";

    private Encoding() {}

    static Map<String, Builtin> functions() {
        return Map.ofEntries(
                Map.entry("base64.encode", encode(Base64.getEncoder())),
                Map.entry("base64.decode", (Unary) (context, x) -> text(GoBase64.decode(Operands.string(x, 1)))),
                Map.entry("base64.is_valid", (Unary) Encoding::isBase64),
                Map.entry("base64url.encode", encode(Base64.getUrlEncoder())),
                Map.entry(
                        "base64url.encode_no_pad", encode(Base64.getUrlEncoder().withoutPadding())),
                Map.entry("base64url.decode", (Unary) Encoding::decodeUrl),
                Map.entry("hex.encode", (Unary)
                        (context, x) -> RegoString.of(HexFormat.of().formatHex(bytes(x)))),
                Map.entry("hex.decode", (Unary) Encoding::decodeHex),
                Map.entry("urlquery.encode", (Unary)
                        (context, x) -> RegoString.of(GoUrl.escapeQuery(Operands.string(x, 1)))),
                Map.entry("urlquery.decode", (Unary)
                        (context, x) -> RegoString.of(GoUrl.unescapeQuery(Operands.string(x, 1)))),
                Map.entry("urlquery.encode_object", (Unary) Encoding::encodeQuery),
                Map.entry("urlquery.decode_object", (Unary) Encoding::decodeQuery),
                Map.entry("uri.parse", (Unary) Encoding::parseUri),
                Map.entry("uri.is_valid", (Unary) Encoding::isUri));
    }

    private static byte[] bytes(RegoValue operand) {
        return GoBytes.encode(Operands.string(operand, 1));
    }

    private static RegoString text(byte[] bytes) {
        return RegoString.of(GoBytes.decode(bytes));
    }

    private static Unary encode(Base64.Encoder encoder) {
        return (context, x) -> RegoString.of(encoder.encodeToString(bytes(x)));
    }

    private static RegoValue isBase64(BuiltinContext context, RegoValue operand) {
        if (!(operand instanceof RegoString string)) {
            return RegoBoolean.FALSE;
        }
        try {
            GoBase64.decode(string.value());
            return RegoBoolean.TRUE;
        } catch (BuiltinFailure e) {
            return RegoBoolean.FALSE;
        }
    }

    private static RegoValue decodeUrl(BuiltinContext context, RegoValue operand) {
        return text(urlBytes(Operands.string(operand, 1)));
    }

    /** The bytes of a text in base64url, with or without padding. */
    static byte[] urlBytes(String text) {
        String padding = switch (text.endsWith("=") ? 0 : GoBytes.encode(text).length % 4) {
            case 0 -> "";
            case 2 -> "==";
            case 3 -> "=";
            default -> throw BuiltinFailure.error("illegal base64url string: " + text);
        };
        return GoBase64.decodeUrl(text + padding);
    }

    private static RegoValue decodeHex(BuiltinContext context, RegoValue operand) {
        byte[] digits = bytes(operand);
        byte[] out = new byte[digits.length / 2];
        for (int i = 0; i < digits.length; i++) {
            int value = Character.digit(digits[i], 16);
            if (value < 0) {
                int c = digits[i] & 0xFF;
                throw BuiltinFailure.error("encoding/hex: invalid byte: U+" + String.format("%04X", c) + " "
                        + GoQuote.quoteRune(c, false));
            }
            if (i / 2 < out.length) {
                out[i / 2] = (byte) (out[i / 2] << 4 | value);
            }
        }
        if (digits.length % 2 == 1) {
            throw BuiltinFailure.error("encoding/hex: odd length hex string");
        }
        return text(out);
    }

    private static RegoValue encodeQuery(BuiltinContext context, RegoValue operand) {
        RegoObject object = Operands.object(operand, 1);
        List<String> pairs = new ArrayList<>();
        object.forEach((key, value) -> {
            String name = GoUrl.escapeQuery(key instanceof RegoString string ? string.value() : key.toString());
            for (String item : queryValues(value)) {
                pairs.add(name + "=" + GoUrl.escapeQuery(item));
            }
        });
        return RegoString.of(String.join("&", pairs));
    }

    private static List<String> queryValues(RegoValue value) {
        if (value instanceof RegoString string) {
            return List.of(string.value());
        }
        List<RegoValue> elements = switch (value) {
            case RegoArray array -> array.toList();
            case RegoSet set -> set.toList();
            default -> throw BuiltinFailure.type(VALUES);
        };
        List<String> strings = new ArrayList<>();
        for (RegoValue element : elements) {
            if (!(element instanceof RegoString string)) {
                throw BuiltinFailure.type(VALUES);
            }
            strings.add(string.value());
        }
        return strings;
    }

    private static RegoValue decodeQuery(BuiltinContext context, RegoValue operand) {
        RegoObject.Builder result = RegoObject.builder();
        GoUrl.parseQuery(Operands.string(operand, 1))
                .forEach((key, values) -> result.put(key, Strings.array(context, values, "urlquery.decode_object")));
        return result.build();
    }

    private static RegoValue parseUri(BuiltinContext context, RegoValue operand) {
        GoUri uri = GoUri.parse(Operands.string(operand, 1));
        RegoObject.Builder result = RegoObject.builder();
        put(result, "scheme", uri.scheme());
        put(result, "hostname", uri.hostname());
        put(result, "port", uri.port());
        put(result, "path", uri.path());
        put(result, "raw_path", uri.rawPath().isEmpty() ? uri.path() : uri.rawPath());
        put(result, "raw_query", uri.rawQuery());
        put(result, "fragment", uri.fragment());
        return result.build();
    }

    private static void put(RegoObject.Builder result, String name, String value) {
        if (!value.isEmpty()) {
            result.put(name, RegoString.of(value));
        }
    }

    private static RegoValue isUri(BuiltinContext context, RegoValue operand) {
        if (!(operand instanceof RegoString string) || string.value().isEmpty()) {
            return RegoBoolean.FALSE;
        }
        try {
            GoUri.parse(string.value());
            return RegoBoolean.TRUE;
        } catch (BuiltinFailure e) {
            return RegoBoolean.FALSE;
        }
    }
}
