package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.Optional;

/** The header of a signed token (RFC 7515, 4). */
record TokenHeader(RegoObject object) {

    /** The parameters that OPA understands, in the order in which it looks at them. */
    private static final List<String> KNOWN = List.of("alg", "crit", "cty", "kid", "typ");

    /**
     * The header of a token.
     *
     * @throws BuiltinFailure if it is no JSON object, or that of an encrypted token
     */
    static TokenHeader decode(BuiltinContext context, Token token) {
        String json;
        try {
            json = GoBytes.decode(Encoding.urlBytes(token.header()));
        } catch (BuiltinFailure e) {
            throw BuiltinFailure.error("JWT header had invalid encoding: " + e.reason());
        }
        RegoObject object;
        try {
            object = Token.object(context, json);
        } catch (BuiltinFailure e) {
            throw BuiltinFailure.error("bad JWT header: " + e.reason());
        }
        if (object.get("enc") != null) {
            throw BuiltinFailure.error("JWT is a JWE object, which is not supported");
        }
        return new TokenHeader(object);
    }

    Optional<RegoValue> member(String name) {
        return Optional.ofNullable(object.get(name));
    }

    /**
     * This header, if its parameters have the right types.
     *
     * @throws BuiltinFailure if one has not
     */
    TokenHeader checked() {
        for (String name : KNOWN) {
            RegoValue value = object.get(name);
            if (value != null && name.equals("crit")) {
                checkCritical(value);
            } else if (value != null && !(value instanceof RegoString)) {
                throw BuiltinFailure.error(name + ": must be a string");
            }
        }
        return this;
    }

    private static void checkCritical(RegoValue value) {
        if (!(value instanceof RegoArray array)) {
            throw BuiltinFailure.error("crit: must be a list");
        }
        if (array.size() == 0 || !(array.get(0) instanceof RegoString)) {
            throw BuiltinFailure.error("crit: must be a nonempty list");
        }
    }

    String algorithm() {
        return text("alg");
    }

    String keyId() {
        return text("kid");
    }

    /** Whether the payload is a token itself. */
    boolean isNested() {
        return text("cty").equalsIgnoreCase("JWT");
    }

    private String text(String name) {
        return object.get(name) instanceof RegoString text ? text.value() : "";
    }

    /** Whether an algorithm is named, and nothing is said to be critical that is there and unknown. */
    boolean isAcceptable() {
        if (algorithm().isEmpty()) {
            return false;
        }
        if (object.get("crit") instanceof RegoArray critical) {
            for (RegoValue name : critical) {
                if (!(name instanceof RegoString text)) {
                    break;
                }
                if (object.get(name) != null && !KNOWN.contains(text.value())) {
                    return false;
                }
            }
        }
        return true;
    }
}
