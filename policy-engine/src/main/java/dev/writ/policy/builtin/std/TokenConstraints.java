package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.crypto.VerificationKeys;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code io.jwt.decode_verify} is asked to check; texts are empty where nothing is asked.
 *
 * @param keys the public keys, or null where a secret is given
 * @param seconds the time to check at, in seconds since 1970
 */
record TokenConstraints(
        @Nullable VerificationKeys keys,
        String secret,
        String algorithm,
        String issuer,
        String audience,
        BigDecimal seconds) {

    /**
     * Reads constraints.
     *
     * @throws BuiltinFailure if one is unknown or of the wrong type, or there is not exactly one kind of key
     */
    static TokenConstraints read(BuiltinContext context, RegoObject object) {
        VerificationKeys keys = null;
        for (int i = 0; i < object.size(); i++) {
            String name = object.keyAt(i) instanceof RegoString text ? text.value() : "";
            RegoValue value = object.valueAt(i);
            switch (name) {
                case "cert" -> keys = Tokens.keys(context, text("cert", value));
                case "secret", "alg", "iss", "aud" -> text(name, value);
                case "time" -> nanos(value);
                default ->
                    throw BuiltinFailure.error("unknown token validation constraint: "
                            + (object.keyAt(i) instanceof RegoString ? name : object.keyAt(i)));
            }
        }
        RegoValue time = object.get("time");
        double now = nanos(time != null ? time : Times.now(context));
        String secret = optional(object, "secret");
        if (keys != null && !secret.isEmpty()) {
            throw BuiltinFailure.error("duplicate key constraints");
        }
        if (keys == null && secret.isEmpty()) {
            throw BuiltinFailure.error("no key constraint");
        }
        return new TokenConstraints(
                keys,
                secret,
                optional(object, "alg"),
                optional(object, "iss"),
                optional(object, "aud"),
                new BigDecimal(Double.toString(now / 1_000_000_000)));
    }

    private static String text(String name, RegoValue value) {
        if (value instanceof RegoString text) {
            return text.value();
        }
        throw BuiltinFailure.error(name + " constraint: must be a string");
    }

    private static String optional(RegoObject object, String name) {
        return object.get(name) instanceof RegoString text ? text.value() : "";
    }

    private static double nanos(RegoValue value) {
        if (!(value instanceof RegoNumber number)) {
            throw BuiltinFailure.error("token time constraint: must be a number");
        }
        double nanos = number.decimalValue().doubleValue();
        if (Double.isInfinite(nanos)) {
            throw BuiltinFailure.error("token time constraint: unvalid float64");
        }
        if (nanos < 0) {
            throw BuiltinFailure.error("token time constraint: must not be negative");
        }
        return nanos;
    }

    byte[] secretBytes() {
        return GoBytes.encode(secret);
    }

    /**
     * Whether the claims are what is asked.
     *
     * @throws BuiltinFailure if a time among them is no number
     */
    boolean accept(RegoObject claims) {
        RegoValue claimed = claims.get("aud");
        boolean rightIssuer = issuer.isEmpty() || RegoString.of(issuer).equals(claims.get("iss"));
        boolean rightAudience = claimed == null ? audience.isEmpty() : isAudience(claimed);
        if (!rightIssuer || !rightAudience) {
            return false;
        }
        Optional<BigDecimal> expiry = time(claims, "exp");
        if (expiry.isPresent() && seconds.compareTo(expiry.get()) >= 0) {
            return false;
        }
        Optional<BigDecimal> start = time(claims, "nbf");
        return start.isEmpty() || seconds.compareTo(start.get()) >= 0;
    }

    private boolean isAudience(RegoValue claimed) {
        RegoString wanted = RegoString.of(audience);
        if (claimed instanceof RegoArray array) {
            return array.toList().contains(wanted);
        }
        return claimed.equals(wanted);
    }

    private static Optional<BigDecimal> time(RegoObject claims, String name) {
        RegoValue value = claims.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof RegoNumber number) {
            return Optional.of(number.decimalValue());
        }
        throw BuiltinFailure.error(name + " value must be a number");
    }
}
