package dev.writ.ledger.dsse;

import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A DSSE envelope: a payload with signatures over its pre-authentication encoding. None of them has been checked.
 *
 * @param payloadType media type of the payload
 * @param payload the payload's bytes
 * @param signatures at least one
 */
public record Envelope(String payloadType, Bytes payload, List<Signature> signatures) {
    /** Largest payload in bytes. */
    public static final int MAX_PAYLOAD = 1 << 20;

    /** Most signatures. */
    public static final int MAX_SIGNATURES = 16;

    /** Largest signature in bytes: one of any algorithm in use fits. */
    public static final int MAX_SIGNATURE = 1 << 14;

    private static final int MAX_TEXT = 200;

    /**
     * Checks the bounds.
     *
     * @throws DsseException naming what is beyond them
     */
    public Envelope {
        signatures = List.copyOf(signatures);
        if (signatures.isEmpty()) {
            throw new DsseException("`/signatures` holds no signature");
        }
        if (signatures.size() > MAX_SIGNATURES || payload.size() > MAX_PAYLOAD) {
            throw new DsseException("an envelope has at most " + MAX_SIGNATURES
                    + " signatures and a payload of at most " + MAX_PAYLOAD + " bytes");
        }
    }

    /**
     * A signature.
     *
     * @param keyid names the key; not to be trusted, and empty if the envelope does not say
     * @param sig the signature's bytes
     */
    public record Signature(String keyid, Bytes sig) {}

    /**
     * Reads an envelope; members that DSSE does not name are ignored.
     *
     * @throws DsseException naming what is malformed
     */
    public static Envelope read(Json value) {
        Members members = Members.of(value, "");
        List<Signature> signatures = new ArrayList<>();
        for (Json item : members.items("signatures", MAX_SIGNATURES)) {
            Members signature = Members.of(item, members.at("signatures/" + signatures.size()));
            signatures.add(new Signature(
                    signature.has("keyid") ? signature.text("keyid", MAX_TEXT) : "",
                    signature.base64("sig", MAX_SIGNATURE)));
        }
        return new Envelope(members.text("payloadType", MAX_TEXT), members.base64("payload", MAX_PAYLOAD), signatures);
    }

    /** The envelope as JSON. */
    public Json.Obj json() {
        return new Json.Obj(Map.of(
                "payloadType", new Json.Str(payloadType),
                "payload", base64(payload),
                "signatures",
                        new Json.Arr(signatures.stream().map(Envelope::json).toList())));
    }

    private static Json json(Signature signature) {
        Map<String, Json> members = new TreeMap<>();
        members.put("sig", base64(signature.sig));
        if (!signature.keyid.isEmpty()) {
            members.put("keyid", new Json.Str(signature.keyid));
        }
        return new Json.Obj(members);
    }

    private static Json base64(Bytes bytes) {
        return new Json.Str(Base64.getEncoder().encodeToString(bytes.toArray()));
    }

    /** What is signed. */
    public Bytes message() {
        return preAuthenticationEncoding(payloadType, payload);
    }

    /** {@code "DSSEv1" SP LEN(type) SP type SP LEN(body) SP body}, lengths in bytes and decimal ASCII. */
    public static Bytes preAuthenticationEncoding(String type, Bytes body) {
        byte[] typeBytes = type.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        out.writeBytes(("DSSEv1 " + typeBytes.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(typeBytes);
        out.writeBytes((" " + body.size() + " ").getBytes(StandardCharsets.US_ASCII));
        body.write(out);
        return Bytes.of(out);
    }
}
