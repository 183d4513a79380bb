package dev.writ.api.evidence;

import dev.writ.api.platform.Fields;
import dev.writ.api.platform.Problem;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/**
 * A DSSE envelope (secure-systems-lab/dsse, protocol v1): a payload with signatures over its pre-authentication encoding.
 *
 * @param payloadType media type of the payload
 * @param payload the payload's bytes
 * @param signatures at least one
 */
record Envelope(String payloadType, Bytes payload, List<Signature> signatures) {
    private static final List<String> FIELDS = List.of("payloadType", "payload", "signatures");
    private static final List<String> SIGNATURE_FIELDS = List.of("keyid", "sig");
    private static final int MOST_SIGNATURES = 8;
    private static final int LONGEST_PAYLOAD = 1 << 20;
    private static final int SIGNATURE_BYTES = 64;

    Envelope {
        signatures = List.copyOf(signatures);
    }

    /**
     * A signature.
     *
     * @param keyid names the key; not to be trusted
     * @param sig 64 bytes of Ed25519
     */
    record Signature(String keyid, Bytes sig) {}

    /** Reads an envelope; a 422 problem names what is malformed. */
    static Envelope read(Json body) {
        Fields fields = Fields.of(body, "", FIELDS);
        List<Signature> signatures = new ArrayList<>();
        for (Fields signature : fields.objects("signatures", MOST_SIGNATURES, SIGNATURE_FIELDS)) {
            int n = signatures.size();
            byte[] sig = base64(signature.text("sig", 200), "/signatures/" + n + "/sig");
            if (sig.length != SIGNATURE_BYTES) {
                throw malformed("`/signatures/" + n + "/sig` has " + sig.length + " bytes, an Ed25519 signature has 64")
                        .raise();
            }
            signatures.add(new Signature(signature.text("keyid", 200), Bytes.of(sig)));
        }
        if (signatures.isEmpty()) {
            throw malformed("`/signatures` holds no signature").raise();
        }
        byte[] payload = base64(fields.text("payload", 2 * LONGEST_PAYLOAD), "/payload");
        return new Envelope(fields.text("payloadType", 200), Bytes.of(payload), signatures);
    }

    private static byte[] base64(String text, String at) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the one message for everything that is not canonical base64
        }
        throw malformed("`" + at + "` is not base64 with padding (RFC 4648, section 4)")
                .raise();
    }

    private static Problem malformed(String detail) {
        return Problem.unprocessable(
                "envelope.malformed", detail, "send a DSSE envelope: `payloadType`, `payload`, `signatures`");
    }

    /** Whether this signature is one by the key. */
    boolean signedBy(Signature signature, byte[] publicKey) {
        var signer = new Ed25519Signer();
        signer.init(false, new Ed25519PublicKeyParameters(publicKey));
        byte[] message = preAuthenticationEncoding(payloadType, payload.toArray());
        signer.update(message, 0, message.length);
        return signer.verifySignature(signature.sig().toArray());
    }

    /** {@code "DSSEv1" SP LEN(type) SP type SP LEN(body) SP body}, lengths in decimal ASCII. */
    static byte[] preAuthenticationEncoding(String type, byte[] body) {
        byte[] typeBytes = type.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        out.writeBytes(("DSSEv1 " + typeBytes.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(typeBytes);
        out.writeBytes((" " + body.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(body);
        return out.toByteArray();
    }
}
