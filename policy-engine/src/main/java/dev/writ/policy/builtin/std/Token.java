package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.value.JsonException;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;

/** A token in the compact form (RFC 7515, 7.1), its parts still in base64url. */
record Token(String header, String payload, String signature) {

    /**
     * The three parts.
     *
     * @throws BuiltinFailure if there are not three of them
     */
    static Token split(String text) {
        if (text.indexOf('.') < 0) {
            throw BuiltinFailure.error("encoded JWT had no period separators");
        }
        int sections = 1 + (int) text.chars().filter(c -> c == '.').count();
        if (sections != 3) {
            throw BuiltinFailure.error("encoded JWT must have 3 sections, found " + sections);
        }
        int first = text.indexOf('.');
        int second = text.lastIndexOf('.');
        return new Token(text.substring(0, first), text.substring(first + 1, second), text.substring(second + 1));
    }

    /** What the signature signs. */
    byte[] signedBytes() {
        return GoBytes.encode(header + "." + payload);
    }

    byte[] decodeSignature() {
        return Encoding.urlBytes(signature);
    }

    String decodePayload() {
        try {
            return GoBytes.decode(Encoding.urlBytes(payload));
        } catch (BuiltinFailure e) {
            throw BuiltinFailure.error("JWT payload had invalid encoding: " + e.reason());
        }
    }

    /**
     * The object that a text in JSON is; of equal keys the last one wins.
     *
     * @throws BuiltinFailure if it is something else
     */
    static RegoObject object(BuiltinContext context, String json) {
        RegoValue value;
        try {
            value = JsonText.read(context, json);
        } catch (JsonException e) {
            throw BuiltinFailure.error("invalid JSON: " + e.getMessage());
        }
        if (value instanceof RegoObject object) {
            return object;
        }
        throw BuiltinFailure.error("decoded JSON type was not an Object");
    }
}
