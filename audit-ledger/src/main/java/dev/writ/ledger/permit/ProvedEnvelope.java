package dev.writ.ledger.permit;

import dev.writ.ledger.dsse.Envelope;
import dev.writ.ledger.dsse.Members;
import dev.writ.ledger.dsse.Statement;
import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Limits;
import dev.writ.ledger.entry.StrictJson;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.ProofException;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.LogProof;
import dev.writ.ledger.note.NoteException;
import dev.writ.ledger.note.SignedNote;
import dev.writ.ledger.note.TrustedKeys;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A file: an envelope, and beside it the unsigned member {@code writ} with an entry of a log and the proof of that entry. Other
 * people's tools see a DSSE envelope with a member that they do not know.
 *
 * @param envelope the envelope
 * @param entry the entry's exact bytes
 * @param proof the proof that the log holds it
 */
public record ProvedEnvelope(Envelope envelope, Bytes entry, LogProof proof) {
    /** Largest file in bytes. */
    public static final int MAX_SIZE = 1 << 22;

    /** Media type of such a file: it is an envelope. */
    public static final String MEDIA_TYPE = "application/vnd.dsse.envelope.v1+json";

    private static final Set<String> MEMBERS = Set.of("payloadType", "payload", "signatures", "writ");
    private static final Set<String> SIGNATURE_MEMBERS = Set.of("keyid", "sig");
    private static final Set<String> PROOF_MEMBERS = Set.of("entry", "proof");

    /**
     * What a proof shows.
     *
     * @param entry the entry
     * @param head the head of the log under which it is
     */
    record Proved(Entry entry, Checkpoint head) {}

    /**
     * Reads a file; only its form is checked.
     *
     * @throws PermitException if it has not that form, or carries no proof
     */
    public static ProvedEnvelope parse(Bytes file) throws PermitException {
        if (file.size() > MAX_SIZE) {
            throw new PermitException(Fault.MALFORMED, "the file has more than " + MAX_SIZE + " bytes");
        }
        try {
            return read(Members.of(StrictJson.around().read(file), "").only(MEMBERS));
        } catch (IllegalArgumentException e) {
            throw new PermitException(Fault.MALFORMED, String.valueOf(e.getMessage()));
        }
    }

    private static ProvedEnvelope read(Members members) throws PermitException {
        Envelope envelope = Envelope.read(members.object());
        int n = 0;
        for (Json signature : members.items("signatures", Envelope.MAX_SIGNATURES)) {
            Members.of(signature, members.at("signatures/" + n)).only(SIGNATURE_MEMBERS);
            n++;
        }
        if (!envelope.payloadType().equals(Statement.MEDIA_TYPE)) {
            throw new PermitException(
                    Fault.MALFORMED,
                    "`/payloadType` is `" + envelope.payloadType() + "`, not `" + Statement.MEDIA_TYPE + "`");
        }
        if (!members.has("writ")) {
            throw new PermitException(
                    Fault.NO_PROOF,
                    "the member `/writ` is missing, which proves that the log knows of it: fetch the file from the service"
                            + " again");
        }
        Members writ = members.object("writ").only(PROOF_MEMBERS);
        Bytes entry = writ.base64("entry", Limits.MAX_ENTRY);
        LogProof proof = LogProof.parse(Bytes.utf8(writ.text("proof", SignedNote.MAX_SIZE)));
        return new ProvedEnvelope(envelope, entry, proof);
    }

    /** The file as JSON. */
    public Json.Obj json() {
        Map<String, Json> members = new TreeMap<>(envelope.json().members());
        members.put(
                "writ",
                new Json.Obj(Map.of(
                        "entry", new Json.Str(Base64.getEncoder().encodeToString(entry.toArray())),
                        "proof", new Json.Str(proof.bytes().text()))));
        return new Json.Obj(members);
    }

    /** The file as the service sends it; any other JSON text of the same value is as good. */
    public Bytes bytes() {
        return json().canonical();
    }

    /**
     * Checks that the log of the keys holds the entry.
     *
     * @throws PermitException if that is not proved
     */
    Proved verify(TrustedKeys keys) throws PermitException {
        String origin = proof.checkpoint().checkpoint().origin();
        if (!origin.equals(keys.origin())) {
            throw new PermitException(
                    Fault.WRONG_LOG,
                    "the proof is of the log `" + origin + "`, the given keys are of `" + keys.origin() + "`");
        }
        try {
            Checkpoint head = proof.verify(TreeHash.leaf(entry), keys);
            Entry read = Entry.parse(entry);
            if (read.seq() != proof.index()) {
                throw new PermitException(
                        Fault.NO_PROOF,
                        "the proof is about entry `" + proof.index() + "`, and the entry is `" + read.seq() + "`");
            }
            return new Proved(read, head);
        } catch (NoteException | ProofException e) {
            throw new PermitException(Fault.NO_PROOF, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new PermitException(Fault.NO_PROOF, "the entry cannot be read: " + e.getMessage());
        }
    }
}
