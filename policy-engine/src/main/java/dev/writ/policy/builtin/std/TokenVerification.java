package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.crypto.Bytes;
import dev.writ.policy.builtin.crypto.JwsAlgorithm;
import dev.writ.policy.builtin.crypto.PublicKey;
import dev.writ.policy.builtin.crypto.VerificationKeys;
import dev.writ.policy.builtin.crypto.VerificationKeys.Candidate;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;
import java.util.Optional;

/** Reading a token and checking all of it at once (RFC 7519, 7.2). */
final class TokenVerification {

    private static final RegoValue REFUSED = RegoArray.of(RegoBoolean.FALSE, RegoObject.EMPTY, RegoObject.EMPTY);

    private TokenVerification() {}

    static RegoValue decodeVerify(BuiltinContext context, RegoValue operand, RegoValue constraintsOperand) {
        TokenConstraints constraints = TokenConstraints.read(context, Operands.object(constraintsOperand, 2));
        Token token = Token.split(Operands.string(operand, 1));
        while (true) {
            context.checkpoint();
            TokenHeader header = TokenHeader.decode(context, token).checked();
            boolean rightAlgorithm =
                    constraints.algorithm().isEmpty() || constraints.algorithm().equals(header.algorithm());
            if (!header.isAcceptable()
                    || !rightAlgorithm
                    || !isSigned(context, constraints, header, token, token.decodeSignature())) {
                return REFUSED;
            }
            String payload = token.decodePayload();
            if (!header.isNested()) {
                RegoObject claims = Token.object(context, payload);
                return constraints.accept(claims) ? RegoArray.of(RegoBoolean.TRUE, header.object(), claims) : REFUSED;
            }
            token = Token.split(payload);
        }
    }

    private static boolean isSigned(
            BuiltinContext context, TokenConstraints constraints, TokenHeader header, Token token, byte[] signature) {
        Optional<JwsAlgorithm> algorithm = JwsAlgorithm.named(header.algorithm());
        if (algorithm.isEmpty()) {
            return false;
        }
        byte[] signed = token.signedBytes();
        VerificationKeys keys = constraints.keys();
        if (keys == null) {
            return algorithm.get().family() == JwsAlgorithm.Family.HMAC
                    && algorithm.get().verifyMac(constraints.secretBytes(), signed, signature);
        }
        if (!header.keyId().isEmpty()) {
            Optional<Candidate> named = keys.byId(header.keyId());
            if (named.isPresent()) {
                return verifies(algorithm.get(), named.get(), signed, signature);
            }
        }
        for (Candidate key : keys.keys()) {
            context.checkpoint();
            boolean fits = key.algorithm().isEmpty() || key.algorithm().equals(header.algorithm());
            if (fits && verifies(algorithm.get(), key, signed, signature)) {
                return true;
            }
        }
        return false;
    }

    private static boolean verifies(JwsAlgorithm algorithm, Candidate key, byte[] signed, byte[] signature) {
        Bytes secret = key.secret();
        if (secret != null) {
            return algorithm.family() == JwsAlgorithm.Family.HMAC
                    && algorithm.verifyMac(secret.array(), signed, signature);
        }
        PublicKey publicKey = key.publicKey();
        return publicKey != null && algorithm.verify(publicKey, signed, signature, true);
    }
}
