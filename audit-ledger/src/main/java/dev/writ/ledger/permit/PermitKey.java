package dev.writ.ledger.permit;

import dev.writ.ledger.dsse.DsseException;
import dev.writ.ledger.dsse.Envelope;
import dev.writ.ledger.dsse.Members;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.Algorithm;
import dev.writ.ledger.note.MessageSignature;
import dev.writ.ledger.note.NoteException;
import dev.writ.ledger.note.VerifierKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The public side of a key that signs permits and lists of revoked ones. It is named {@code <origin>#permits}, which is no log's
 * origin, so that it cannot be taken for a key that signs checkpoints.
 *
 * @param key Ed25519
 */
public record PermitKey(VerifierKey key) {
    /** Type of the entry by which a key is made known before it signs anything but permits. */
    public static final String ENTRY_TYPE = "permit.key";

    private static final String SUFFIX = "#permits";
    private static final int MAX_KEYID = 300;
    private static final int HEX_ID = 8;

    /**
     * Checks algorithm and name.
     *
     * @throws NoteException if either does not fit
     */
    public PermitKey {
        if (key.algorithm() != Algorithm.ED25519 || !key.name().endsWith(SUFFIX)) {
            throw new NoteException("the key " + key + " is none that signs permits");
        }
    }

    /** The name of the keys that sign permits under a log. */
    public static String name(String origin) {
        return origin + SUFFIX;
    }

    /** What {@code keyid} says: name and key id of the signed-note convention, {@code <origin>#permits+<8 hexadecimal digits>}. */
    public String keyid() {
        return key.name() + "+" + key.hexId();
    }

    /** Whether it may sign for a log. */
    boolean isOf(String origin) {
        return key.name().equals(name(origin));
    }

    /** The two members by which an entry names a key. */
    Map<String, Json> members() {
        Map<String, Json> members = new TreeMap<>();
        members.put("keyid", new Json.Str(keyid()));
        members.put(
                "public_key",
                new Json.Str(Base64.getEncoder().encodeToString(key.publicKey().toArray())));
        return members;
    }

    /**
     * Reads the two members.
     *
     * @throws DsseException or {@link NoteException} if they name no key
     */
    static PermitKey read(Members body) {
        String keyid = body.text("keyid", MAX_KEYID);
        Bytes raw = body.base64("public_key", Algorithm.ED25519.keySize());
        String name = keyid.length() > HEX_ID ? keyid.substring(0, keyid.length() - HEX_ID - 1) : keyid;
        PermitKey key = new PermitKey(new VerifierKey(name, Algorithm.ED25519, raw));
        if (!key.keyid().equals(keyid)) {
            throw new DsseException(
                    "`" + body.at("keyid") + "` is `" + keyid + "`, the key there has `" + key.keyid() + "`");
        }
        return key;
    }

    /** The draft of the entry that makes the key known. */
    public EntryDraft draft() {
        return EntryDraft.of(ENTRY_TYPE, Outcome.RECORDED).withBody(new Json.Obj(members()));
    }

    /**
     * Checks that an envelope is signed by this key. Signatures of others are ignored, one that claims to be by this key must hold.
     *
     * @throws PermitException if not
     */
    void check(Envelope envelope) throws PermitException {
        List<Envelope.Signature> own = envelope.signatures().stream()
                .filter(signature -> signature.keyid().equals(keyid()))
                .toList();
        if (own.isEmpty()) {
            throw new PermitException(
                    Fault.FORGED, "no signature is by the key `" + keyid() + "`, which the log's entry names");
        }
        Bytes message = envelope.message();
        for (Envelope.Signature signature : own) {
            if (!MessageSignature.holds(key, message, signature.sig())) {
                throw new PermitException(
                        Fault.FORGED, "the signature by the key `" + keyid() + "` does not fit the payload");
            }
        }
    }
}
