package dev.writ.api.evidence;

import dev.writ.api.Client;
import dev.writ.ledger.dsse.Envelope;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** A producer's key, and what it signs. */
public final class Signed {
    private final String keyid;
    private final Ed25519PrivateKeyParameters key;

    /** The key that is made of the text. */
    public Signed(String keyid) {
        this.keyid = keyid;
        this.key = new Ed25519PrivateKeyParameters(
                TreeHash.sha256(Bytes.utf8("key of " + keyid)).bytes());
    }

    /** The body that registers the key for a principal. */
    public String registration(String principal) {
        return Client.json(Map.of(
                "id", new Json.Str(principal),
                "keyid", new Json.Str(keyid),
                "algorithm", new Json.Str("ed25519"),
                "public_key",
                        new Json.Str(Base64.getEncoder()
                                .encodeToString(key.generatePublicKey().getEncoded()))));
    }

    /** A digest that stands for an artifact. */
    public static String digest(String artifact) {
        return TreeHash.sha256(Bytes.utf8(artifact)).hex();
    }

    /** An in-toto statement. */
    public static String statement(String artifact, String predicateType, String predicate) {
        return "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"name\":\"" + artifact
                + "\",\"digest\":{\"sha256\":\"" + digest(artifact) + "\"}}],\"predicateType\":\"" + predicateType
                + "\",\"predicate\":" + predicate + "}";
    }

    /** An envelope around a statement, as any DSSE library would make it. */
    public String envelope(String statement) {
        return envelope("application/vnd.in-toto+json", statement);
    }

    /** An envelope of another type. */
    public String envelope(String type, String statement) {
        return envelope(type, statement, List.of(this));
    }

    /** An envelope that this key and then another one signed. */
    public String envelopeWith(Signed other, String statement) {
        return envelope("application/vnd.in-toto+json", statement, List.of(this, other));
    }

    private static String envelope(String type, String statement, List<Signed> signers) {
        byte[] payload = statement.getBytes(StandardCharsets.UTF_8);
        byte[] message =
                Envelope.preAuthenticationEncoding(type, Bytes.of(payload)).toArray();
        List<Json> signatures =
                signers.stream().map(signer -> signer.signature(message)).toList();
        return Client.json(Map.of(
                "payloadType", new Json.Str(type),
                "payload", new Json.Str(Base64.getEncoder().encodeToString(payload)),
                "signatures", new Json.Arr(signatures)));
    }

    private Json signature(byte[] message) {
        var signer = new Ed25519Signer();
        signer.init(true, key);
        signer.update(message, 0, message.length);
        String sig = Base64.getEncoder().encodeToString(signer.generateSignature());
        return new Json.Obj(Map.of("keyid", new Json.Str(keyid), "sig", new Json.Str(sig)));
    }
}
