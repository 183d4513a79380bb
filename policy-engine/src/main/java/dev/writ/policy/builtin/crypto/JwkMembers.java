package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;

/** The members of a JSON Web Key, with what is wrong with one of them. */
record JwkMembers(RegoObject object) {

    private static final List<String> STRINGS = List.of("kid", "use", "x5t", "x5t#S256", "x5u");

    boolean has(String name) {
        return object.get(name) != null;
    }

    /** Checks the members that all kinds of keys have. */
    void checkCommon() {
        for (String name : STRINGS) {
            RegoValue value = object.get(name);
            if (value != null && !(value instanceof RegoString)) {
                throw BuiltinFailure.error("failed to decode value for key " + name + ": not a string");
            }
        }
        RegoValue algorithm = object.get("alg");
        if (algorithm != null && !(algorithm instanceof RegoString)) {
            throw BuiltinFailure.error("failed to decode value for key alg: not a string");
        }
        RegoValue operations = object.get("key_ops");
        if (operations != null && !(operations instanceof RegoArray) && !(operations instanceof RegoString)) {
            throw BuiltinFailure.error("failed to decode value for key key_ops: not a list of strings");
        }
    }

    String algorithm() {
        return object.get("alg") instanceof RegoString text ? text.value() : "";
    }

    String id() {
        return object.get("kid") instanceof RegoString text ? text.value() : "";
    }

    String curve() {
        if (object.get("crv") instanceof RegoString text) {
            return text.value();
        }
        throw BuiltinFailure.error("required field crv is missing");
    }

    /** The bytes of a member that must be there. */
    byte[] required(String name) {
        RegoValue value = object.get(name);
        if (value == null) {
            throw BuiltinFailure.error("required field " + name + " is missing");
        }
        if (!(value instanceof RegoString text)) {
            throw BuiltinFailure.error("failed to decode value for key " + name + ": not a string");
        }
        return decode(name, text.value());
    }

    BigInteger number(String name) {
        return new BigInteger(1, required(name));
    }

    /** Base64 in either alphabet, with or without padding, as the JOSE library of OPA takes it. */
    private static byte[] decode(String name, String text) {
        String plain = text.replace("\n", "").replace("\r", "");
        boolean padded = plain.endsWith("=");
        boolean standard = plain.indexOf('+') >= 0 || plain.indexOf('/') >= 0;
        int length = GoBytes.encode(plain).length;
        try {
            if (length == 0 || (padded && length % 4 != 0)) {
                return refuse(name, length == 0);
            }
            Base64.Decoder decoder = standard ? Base64.getDecoder() : Base64.getUrlDecoder();
            return decoder.decode(plain);
        } catch (IllegalArgumentException e) {
            throw BuiltinFailure.error(
                    "failed to decode value for key " + name + ": failed to decode source: base64 invalid");
        }
    }

    private static byte[] refuse(String name, boolean empty) {
        if (empty) {
            return new byte[0];
        }
        throw BuiltinFailure.error("failed to decode value for key " + name + ": failed to decode source: padding");
    }
}
