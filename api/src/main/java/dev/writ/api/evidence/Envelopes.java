package dev.writ.api.evidence;

import dev.writ.api.platform.Fields;
import dev.writ.api.platform.Problem;
import dev.writ.ledger.dsse.DsseException;
import dev.writ.ledger.dsse.Envelope;
import dev.writ.ledger.dsse.Statement;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.Algorithm;
import dev.writ.ledger.note.MessageSignature;
import dev.writ.ledger.note.VerifierKey;
import java.util.List;

/**
 * Evidence as it comes in: DSSE envelopes around in-toto statements, of which it takes less than the formats allow. Signatures are
 * Ed25519 and name their key, members that DSSE does not name are refused, and texts are such that both databases keep them.
 */
final class Envelopes {
    private static final List<String> FIELDS = List.of("payloadType", "payload", "signatures");
    private static final List<String> SIGNATURE_FIELDS = List.of("keyid", "sig");
    private static final int MOST_SIGNATURES = 8;
    private static final int MOST_SUBJECTS = 128;
    private static final int LONGEST_NAME = 500;

    private Envelopes() {}

    /** Reads an envelope; a 422 problem names what is malformed. */
    static Envelope read(Json body) {
        Fields fields = Fields.of(body, "", FIELDS);
        for (Fields signature : fields.objects("signatures", MOST_SIGNATURES, SIGNATURE_FIELDS)) {
            signature.required("sig");
            signature.text("keyid", 200);
        }
        fields.required("payload");
        fields.text("payloadType", 200);
        fields.required("signatures");
        Envelope envelope = parsed(body);
        for (int n = 0; n < envelope.signatures().size(); n++) {
            int size = envelope.signatures().get(n).sig().size();
            if (size != Algorithm.ED25519.signatureSize()) {
                throw malformed("`/signatures/" + n + "/sig` has " + size + " bytes, an Ed25519 signature has 64")
                        .raise();
            }
        }
        return envelope;
    }

    private static Envelope parsed(Json body) {
        try {
            return Envelope.read(body);
        } catch (DsseException e) {
            throw malformed(String.valueOf(e.getMessage())).raise();
        }
    }

    private static Problem malformed(String detail) {
        return Problem.unprocessable(
                "envelope.malformed", detail, "send a DSSE envelope: `payloadType`, `payload`, `signatures`");
    }

    /** Whether this signature is one by the key. */
    static boolean signedBy(Envelope envelope, Envelope.Signature signature, Bytes publicKey) {
        return MessageSignature.holds(
                new VerifierKey("evidence", Algorithm.ED25519, publicKey), envelope.message(), signature.sig());
    }

    /** Reads a statement; a 422 problem names what is malformed. */
    static Statement statement(Json payload) {
        Fields fields = Fields.lenient(payload, "/payload");
        fields.text("_type", LONGEST_NAME);
        for (Json item : fields.items("subject", MOST_SUBJECTS, "subjects")) {
            Fields subject = Fields.lenient(item, "/payload/subject");
            if (subject.has("name")) {
                subject.text("name", LONGEST_NAME);
            }
        }
        if (fields.has("predicateType")) {
            fields.text("predicateType", LONGEST_NAME);
        }
        try {
            return Statement.read(payload, "/payload");
        } catch (DsseException e) {
            throw Problem.unprocessable(
                            "statement.malformed",
                            String.valueOf(e.getMessage()),
                            "send an in-toto Statement v1 whose subjects have a `sha256` digest")
                    .raise();
        }
    }
}
