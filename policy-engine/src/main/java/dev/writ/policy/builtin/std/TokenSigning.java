package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Ternary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.crypto.Bytes;
import dev.writ.policy.builtin.crypto.Ecdsa;
import dev.writ.policy.builtin.crypto.Jwk;
import dev.writ.policy.builtin.crypto.JwsAlgorithm;
import dev.writ.policy.builtin.crypto.PrivateKey;
import dev.writ.policy.builtin.crypto.Rsa;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.value.JsonException;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * Signing tokens.
 *
 * <p>All algorithms but PS* give the same signature for the same token and key. For PS* the salt is the recorded value, under
 * what is signed and never with the key, so that a record of an evaluation holds no secret and repeats it all the same.
 */
final class TokenSigning {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** What the JSON reader of OPA's JOSE library takes for a number, and so for a header without members. */
    private static final Pattern NUMBER_LIKE = Pattern.compile("\\s*[-+.0-9eE]+\\s*");

    private TokenSigning() {}

    static Map<String, Builtin> functions() {
        return Map.of(
                "io.jwt.encode_sign", (Ternary) TokenSigning::encodeSign,
                "io.jwt.encode_sign_raw", (Ternary) TokenSigning::encodeSignRaw);
    }

    private static RegoValue encodeSign(BuiltinContext context, RegoValue header, RegoValue payload, RegoValue key) {
        Limits.string(context, (long) header.weight() + payload.weight() + key.weight(), "io.jwt.encode_sign");
        return sign(
                context,
                "io.jwt.encode_sign",
                JsonWriter.compactHtmlSafe(header),
                JsonWriter.compactHtmlSafe(payload),
                JsonWriter.compactHtmlSafe(key));
    }

    private static RegoValue encodeSignRaw(BuiltinContext context, RegoValue header, RegoValue payload, RegoValue key) {
        String jwk = Operands.string(key, 3);
        String headerText = Operands.string(header, 1);
        return sign(context, "io.jwt.encode_sign_raw", headerText, Operands.string(payload, 2), jwk);
    }

    private static RegoValue sign(BuiltinContext context, String builtin, String header, String payload, String jwk) {
        List<Jwk> keys = Jwk.parseSet(GoBytes.encode(jwk), context.limits().maxDepth());
        if (keys.isEmpty()) {
            throw BuiltinFailure.error("no keys found in JWK set");
        }
        RegoValue members = members(context, header);
        String name = headerText(members, "alg").orElseThrow(() -> missingAlgorithm("jwsbb: header \"alg\" not found"));
        JwsAlgorithm algorithm =
                JwsAlgorithm.named(name).orElseThrow(() -> BuiltinFailure.error("unknown JWS algorithm: " + name));
        Optional<String> type = memberOrNothing(members, "typ");
        if ((type.isEmpty() || type.get().equals("JWT")) && !isJson(context, payload)) {
            throw BuiltinFailure.error("type is JWT but payload is not JSON");
        }
        String signed =
                ENCODER.encodeToString(GoBytes.encode(header)) + "." + ENCODER.encodeToString(GoBytes.encode(payload));
        Limits.string(context, signed.length(), builtin);
        byte[] signature = signature(context, builtin, algorithm, keys.getFirst(), signed);
        return RegoString.of(signed + "." + ENCODER.encodeToString(signature));
    }

    private static BuiltinFailure missingAlgorithm(String reason) {
        return BuiltinFailure.error("missing or invalid 'alg' header: " + reason);
    }

    private static RegoValue members(BuiltinContext context, String header) {
        if (header.isEmpty()) {
            throw missingAlgorithm("cannot parse JSON: cannot parse empty string; unparsed tail: \"\"");
        }
        try {
            return JsonText.read(context, header);
        } catch (JsonException e) {
            if (NUMBER_LIKE.matcher(header).matches()) {
                return RegoNull.NULL;
            }
            throw missingAlgorithm("cannot parse JSON: " + e.getMessage());
        }
    }

    private static Optional<String> headerText(RegoValue members, String name) {
        RegoValue value = members instanceof RegoObject object ? object.get(name) : null;
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof RegoString text) {
            return Optional.of(text.value());
        }
        throw missingAlgorithm(
                "value doesn't contain string; it contains " + value.kind().label());
    }

    private static Optional<String> memberOrNothing(RegoValue members, String name) {
        return members instanceof RegoObject object && object.get(name) instanceof RegoString text
                ? Optional.of(text.value())
                : Optional.empty();
    }

    private static boolean isJson(BuiltinContext context, String text) {
        try {
            JsonText.read(context, text);
            return true;
        } catch (JsonException e) {
            return false;
        }
    }

    private static byte[] signature(
            BuiltinContext context, String builtin, JwsAlgorithm algorithm, Jwk key, String signed) {
        byte[] text = GoBytes.encode(signed);
        Bytes secret = key.secret();
        PrivateKey privateKey = key.privateKey();
        return switch (algorithm.family()) {
            case HMAC -> {
                if (secret == null) {
                    throw wrongKey(key, "[]byte", "keyconv: failed to produce []byte");
                }
                yield algorithm.mac(secret.array(), text);
            }
            case RSA ->
                Rsa.signPkcs1(rsa(key), algorithm.hash(), algorithm.hash().of(text));
            case RSA_PSS -> {
                PrivateKey.Rsa rsa = rsa(key);
                byte[] salt = salt(context, builtin, signed, algorithm.hash().size());
                yield Rsa.signPss(rsa, algorithm.hash(), algorithm.hash().of(text), salt);
            }
            case ECDSA -> {
                if (!(privateKey instanceof PrivateKey.Ec ec)) {
                    throw wrongKey(key, "*ecdsa.PrivateKey", "keyconv: failed to produce ecdsa.PrivateKey");
                }
                yield Ecdsa.sign(ec, algorithm.hash(), algorithm.hash().of(text));
            }
            case EDDSA -> {
                if (!(privateKey instanceof PrivateKey.Ed25519Seed ed)) {
                    throw wrongKey(key, "ed25519.PrivateKey", "failed to produce ed25519.PrivateKey");
                }
                byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
                Ed25519.sign(
                        ed.seed().array(), 0, ed.publicKey().bytes().array(), 0, text, 0, text.length, signature, 0);
                yield signature;
            }
        };
    }

    private static PrivateKey.Rsa rsa(Jwk key) {
        if (key.privateKey() instanceof PrivateKey.Rsa rsa) {
            return rsa;
        }
        throw wrongKey(key, "*rsa.PrivateKey", "failed to produce rsa.PrivateKey");
    }

    private static BuiltinFailure wrongKey(Jwk key, String wanted, String failed) {
        String problem = key.problem().isEmpty()
                ? "no suitable exporter found for key type '" + key.type() + "'"
                : "failed to export jwk.Key to raw format: " + key.problem();
        return BuiltinFailure.error("jwsbb.Sign: invalid key type " + key.type() + ". " + wanted + " is required: "
                + failed + " from " + key.type() + ": jwk.Export: " + problem);
    }

    private static byte[] salt(BuiltinContext context, String builtin, String signed, int size) {
        RegoValue recorded = context.recorded(builtin, List.of(RegoString.of(signed)), () -> {
            ByteBuffer bits = ByteBuffer.allocate(size);
            while (bits.hasRemaining()) {
                bits.putLong(context.environment().randomBits());
            }
            return RegoString.of(HexFormat.of().formatHex(bits.array()));
        });
        String hex = recorded instanceof RegoString text ? text.value() : "";
        return Arrays.copyOf(HexFormat.of().parseHex(hex), size);
    }
}
