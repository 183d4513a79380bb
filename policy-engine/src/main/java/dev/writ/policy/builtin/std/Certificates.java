package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.crypto.KeyValues;
import dev.writ.policy.builtin.crypto.Pem;
import dev.writ.policy.builtin.crypto.PrivateKey;
import dev.writ.policy.builtin.crypto.PrivateKeyReader;
import dev.writ.policy.builtin.crypto.X509;
import dev.writ.policy.builtin.golang.GoBase64;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** X.509 certificates, requests for them, and private keys. */
final class Certificates {

    private static final RegoValue INVALID = RegoArray.of(RegoBoolean.FALSE, RegoArray.EMPTY);
    private static final long NANOS = 1_000_000_000;

    private Certificates() {}

    static Map<String, Builtin> functions() {
        return Map.of(
                "crypto.x509.parse_certificates",
                        (Unary) (context, x) -> X509.parse(Operands.string(x, 1), context::checkpoint),
                "crypto.x509.parse_and_verify_certificates",
                        (Unary) (context, x) -> verify(context, Operands.string(x, 1), null),
                "crypto.x509.parse_and_verify_certificates_with_options",
                        (Binary) (context, x, options) ->
                                verify(context, Operands.string(x, 1), Operands.object(options, 2)),
                "crypto.x509.parse_certificate_request", (Unary) (context, x) -> X509.request(Operands.string(x, 1)),
                "crypto.x509.parse_keypair",
                        (Binary) (context, certificate, key) ->
                                X509.keyPair(Operands.string(certificate, 1), Operands.string(key, 1)),
                "crypto.x509.parse_rsa_private_key", (Unary) Certificates::privateKeyAsJwk,
                "crypto.parse_private_keys", (Unary) Certificates::privateKeys);
    }

    private static RegoValue verify(BuiltinContext context, String text, @Nullable RegoObject options) {
        return X509.verify(text, options, now(context), context::checkpoint)
                .<RegoValue>map(chain -> RegoArray.of(RegoBoolean.TRUE, chain))
                .orElse(INVALID);
    }

    private static Instant now(BuiltinContext context) {
        if (!(Times.now(context) instanceof RegoNumber number)) {
            throw new IllegalStateException("the time is a number");
        }
        long nanos = number.longValue();
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
    }

    private static RegoValue privateKeyAsJwk(BuiltinContext context, RegoValue operand) {
        String text = Operands.string(operand, 1);
        if (text.isEmpty()) {
            throw BuiltinFailure.error("input PEM data was empty");
        }
        String pem = text.startsWith(Pem.PREFIX) ? text : GoBytes.decode(GoBase64.decode(text));
        List<PrivateKey> keys = read(context, pem);
        return keys.isEmpty() ? RegoNull.NULL : KeyValues.asJwk(keys.getFirst());
    }

    private static RegoValue privateKeys(BuiltinContext context, RegoValue operand) {
        String text = Operands.string(operand, 1);
        if (text.isEmpty()) {
            return RegoNull.NULL;
        }
        List<RegoValue> shown = new ArrayList<>();
        read(context, text).forEach(key -> shown.add(KeyValues.shown(key)));
        return RegoArray.of(shown);
    }

    /** The private keys among the blocks of a text in PEM, or in base64 of it. */
    private static List<PrivateKey> read(BuiltinContext context, String text) {
        Pem pem = new Pem(decoded(text));
        List<PrivateKey> keys = new ArrayList<>();
        Pem.Block block = pem.next();
        while (block != null) {
            context.checkpoint();
            PrivateKey key = PrivateKeyReader.read(block);
            if (key != null) {
                keys.add(key);
            }
            block = pem.next();
        }
        return keys;
    }

    private static byte[] decoded(String text) {
        try {
            return GoBase64.decode(text);
        } catch (BuiltinFailure e) {
            return GoBytes.encode(text);
        }
    }
}
