package dev.writ.ledger.verify;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.ProofException;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.LogProof;
import dev.writ.ledger.note.NoteException;
import dev.writ.ledger.note.TrustedKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What the caller brought besides keys: heads that the tree must have had, and entries that must be where a proof says. */
final class Anchors {
    private final TrustedKeys keys;
    private final Checkpoint head;
    private final TreeMap<Long, List<Root>> roots = new TreeMap<>();
    private final TreeMap<Long, List<Proof>> proofs = new TreeMap<>();

    private record Root(String place, Hash hash) {}

    private record Proof(String place, LogProof proof) {}

    private Anchors(TrustedKeys keys, Checkpoint head) {
        this.keys = keys;
        this.head = head;
    }

    static Anchors of(VerificationRequest request, Checkpoint head) throws FindingException {
        Anchors anchors = new Anchors(request.keys(), head);
        anchors.root("checkpoint", head);
        for (int i = 0; i < request.since().size(); i++) {
            anchors.since("trusted checkpoint " + (i + 1), request.since().get(i));
        }
        for (int i = 0; i < request.proofs().size(); i++) {
            anchors.proof("proof " + (i + 1), request.proofs().get(i));
        }
        return anchors;
    }

    private void since(String place, Bytes note) throws FindingException {
        try {
            root(place, keys.verify(note).checkpoint());
        } catch (NoteException e) {
            throw new FindingException(place, LogFiles.problem(e));
        }
    }

    private void proof(String place, Bytes text) throws FindingException {
        try {
            LogProof proof = LogProof.parse(text);
            root(place, keys.verify(proof.checkpoint().bytes()).checkpoint());
            if (proof.index() >= proof.checkpoint().checkpoint().size()) {
                throw new FindingException(place, "the index `" + proof.index() + "` is not inside its own tree");
            }
            proofs.computeIfAbsent(proof.index(), index -> new ArrayList<>()).add(new Proof(place, proof));
        } catch (NoteException e) {
            throw new FindingException(place, LogFiles.problem(e));
        }
    }

    private void root(String place, Checkpoint checkpoint) throws FindingException {
        if (checkpoint.size() > head.size()) {
            throw new FindingException(
                    "checkpoint",
                    "the log has " + head.size() + " entries and the " + place + " knows of " + checkpoint.size()
                            + ": the log was rolled back");
        }
        if (checkpoint.size() == 0) {
            return;
        }
        roots.computeIfAbsent(checkpoint.size(), size -> new ArrayList<>()).add(new Root(place, checkpoint.root()));
    }

    /** Called with every leaf hash, computed from the bytes of the entry. */
    void leaf(long index, Hash leaf) throws FindingException {
        List<Proof> here = proofs.get(index);
        if (here == null) {
            return;
        }
        for (Proof each : here) {
            try {
                each.proof.verify(leaf, keys);
            } catch (ProofException | NoteException e) {
                throw new FindingException(each.place, LogFiles.problem(e));
            }
        }
    }

    /** Whether somebody knows the root at this size. */
    boolean knows(long size) {
        return roots.containsKey(size);
    }

    /** Called with the root at every size that somebody knows. */
    void root(long size, Hash computed) throws FindingException {
        for (Root each : roots.getOrDefault(size, List.of())) {
            if (!each.hash.equals(computed)) {
                throw new FindingException(
                        each.place,
                        "it says the root " + each.hash.base64() + " at size " + size + ", and the entries lead to "
                                + computed.base64());
            }
        }
    }
}
