package dev.writ.cli.evidence;

import dev.writ.cli.http.Json;
import dev.writ.cli.key.ProducerKey;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.databind.JsonNode;

/** DSSE envelopes. What is signed is {@code "DSSEv1" SP len(type) SP type SP len(payload) SP payload}. */
public final class Dsse {
    /** The payload type of in-toto statements. */
    public static final String IN_TOTO = "application/vnd.in-toto+json";

    private Dsse() {}

    /** The envelope of {@code payload}, byte for byte, signed by {@code key}. */
    public static JsonNode envelope(byte[] payload, ProducerKey key) {
        var envelope = Json.object()
                .put("payloadType", IN_TOTO)
                .put("payload", Base64.getEncoder().encodeToString(payload));
        envelope.putArray("signatures")
                .addObject()
                .put("keyid", key.id())
                .put("sig", Base64.getEncoder().encodeToString(key.sign(encode(IN_TOTO, payload))));
        return envelope;
    }

    /** The pre-authentication encoding. */
    static byte[] encode(String type, byte[] payload) {
        byte[] typeBytes = type.getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        out.writeBytes(("DSSEv1 " + typeBytes.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(typeBytes);
        out.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(payload);
        return out.toByteArray();
    }
}
