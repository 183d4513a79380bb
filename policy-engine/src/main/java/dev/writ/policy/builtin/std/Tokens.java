package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.PatternCache;
import dev.writ.policy.builtin.crypto.JwsAlgorithm;
import dev.writ.policy.builtin.crypto.PublicKey;
import dev.writ.policy.builtin.crypto.VerificationKeys;
import dev.writ.policy.builtin.crypto.VerificationKeys.Candidate;
import dev.writ.policy.builtin.golang.GoBytes;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** JSON Web Tokens: reading them, and verifying their signatures. */
final class Tokens {

    private static final PatternCache.Kind<VerificationKeys> KEYS =
            new PatternCache.Kind<>("token keys", VerificationKeys.class);

    private Tokens() {}

    static Map<String, Builtin> functions() {
        Map<String, Builtin> functions = new HashMap<>();
        functions.put("io.jwt.decode", (Unary) Tokens::decode);
        functions.put("io.jwt.decode_verify", (Binary) TokenVerification::decodeVerify);
        for (JwsAlgorithm algorithm : JwsAlgorithm.values()) {
            String name = "io.jwt.verify_" + algorithm.name().toLowerCase(Locale.ROOT);
            functions.put(
                    name,
                    algorithm.family() == JwsAlgorithm.Family.HMAC
                            ? (Binary) (context, token, secret) -> verifyMac(algorithm, token, secret)
                            : (Binary) (context, token, keys) -> verify(context, algorithm, token, keys));
        }
        functions.putAll(TokenSigning.functions());
        return functions;
    }

    /** The keys in a text, read once for an engine. */
    static VerificationKeys keys(BuiltinContext context, String text) {
        int depth = context.limits().maxDepth();
        return context.patterns().get(KEYS, text, key -> VerificationKeys.parse(key, depth));
    }

    private static RegoValue decode(BuiltinContext context, RegoValue operand) {
        Token token = Token.split(Operands.string(operand, 1));
        while (true) {
            context.checkpoint();
            TokenHeader header = TokenHeader.decode(context, token);
            String payload = token.decodePayload();
            Optional<RegoValue> contentType = header.member("cty");
            if (contentType.isPresent() && !(contentType.get() instanceof RegoString)) {
                throw BuiltinFailure.error("cty: must be a string");
            }
            if (contentType.isEmpty() || !contentType.get().equals(RegoString.of("JWT"))) {
                byte[] signature;
                RegoValue claims = Token.object(context, payload);
                try {
                    signature = token.decodeSignature();
                } catch (BuiltinFailure e) {
                    throw BuiltinFailure.error("JWT signature had invalid encoding: " + e.reason());
                }
                String hex = HexFormat.of().formatHex(signature);
                return RegoArray.of(header.object(), claims, RegoString.of(hex));
            }
            token = Token.split(unquoted(payload));
        }
    }

    /** Some encoders put a nested token in quotes. */
    private static String unquoted(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && (text.charAt(start) == '"' || text.charAt(start) == '\'')) {
            start++;
        }
        while (end > start && (text.charAt(end - 1) == '"' || text.charAt(end - 1) == '\'')) {
            end--;
        }
        return text.substring(start, end);
    }

    private static RegoValue verifyMac(JwsAlgorithm algorithm, RegoValue operand, RegoValue secretOperand) {
        String text = Operands.string(operand, 1);
        byte[] secret = GoBytes.encode(Operands.string(secretOperand, 2));
        Token token = Token.split(text);
        return RegoBoolean.of(algorithm.verifyMac(secret, token.signedBytes(), token.decodeSignature()));
    }

    private static RegoValue verify(
            BuiltinContext context, JwsAlgorithm algorithm, RegoValue operand, RegoValue keyOperand) {
        Token token = Token.split(Operands.string(operand, 1));
        List<Candidate> keys = keys(context, Operands.string(keyOperand, 2)).keys();
        byte[] signature = token.decodeSignature();
        TokenHeader header = TokenHeader.decode(context, token).checked();
        byte[] signed = token.signedBytes();
        if (!header.keyId().isEmpty()) {
            Optional<Candidate> named =
                    keys.stream().filter(key -> key.id().equals(header.keyId())).findFirst();
            if (named.isPresent()) {
                return RegoBoolean.of(verifies(algorithm, named.get(), signed, signature));
            }
        }
        for (Candidate key : keys) {
            context.checkpoint();
            boolean fits = key.algorithm().isEmpty() || key.algorithm().equals(header.algorithm());
            if (fits && verifies(algorithm, key, signed, signature)) {
                return RegoBoolean.TRUE;
            }
        }
        return RegoBoolean.FALSE;
    }

    private static boolean verifies(JwsAlgorithm algorithm, Candidate key, byte[] signed, byte[] signature) {
        PublicKey publicKey = key.publicKey();
        return publicKey != null && !key.isPrivate() && algorithm.verify(publicKey, signed, signature, false);
    }
}
