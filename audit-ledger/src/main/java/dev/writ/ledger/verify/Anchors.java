package dev.writ.ledger.verify;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.InclusionProof;
import dev.writ.ledger.merkle.ProofException;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.LogProof;
import dev.writ.ledger.note.NoteException;
import dev.writ.ledger.note.SignedCheckpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What the caller brought besides keys: heads that the tree must have had, and entries that must be where a proof says. */
final class Anchors {
    private final Checkpoint head;
    private final List<Note> notes = new ArrayList<>();
    private final NavigableMap<Long, List<Root>> roots = new TreeMap<>();
    private final NavigableMap<Long, List<Proof>> proofs = new TreeMap<>();

    private record Root(String place, Hash hash) {}

    private record Proof(String place, LogProof proof) {}

    /** A head whose signatures are checked once the keys of its time are known. */
    private record Note(String place, long size, Bytes bytes) {}

    private Anchors(Checkpoint head) {
        this.head = head;
    }

    static Anchors of(VerificationRequest request, Checkpoint head) throws FindingException {
        Anchors anchors = new Anchors(head);
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
            note(place, SignedCheckpoint.parse(note));
        } catch (NoteException e) {
            throw new FindingException(place, LogFiles.problem(e));
        }
    }

    private void proof(String place, Bytes text) throws FindingException {
        try {
            LogProof proof = LogProof.parse(text);
            note(place, proof.checkpoint());
            if (proof.index() >= proof.checkpoint().checkpoint().size()) {
                throw new FindingException(place, "the index `" + proof.index() + "` is not inside its own tree");
            }
            proofs.computeIfAbsent(proof.index(), index -> new ArrayList<>()).add(new Proof(place, proof));
        } catch (NoteException e) {
            throw new FindingException(place, LogFiles.problem(e));
        }
    }

    private void note(String place, SignedCheckpoint signed) throws FindingException {
        Checkpoint checkpoint = signed.checkpoint();
        if (!checkpoint.origin().equals(head.origin())) {
            throw new FindingException(
                    place,
                    "the checkpoint is of the log `" + checkpoint.origin() + "`, not of `" + head.origin() + "`");
        }
        notes.add(new Note(place, checkpoint.size(), signed.bytes()));
        root(place, checkpoint);
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

    /** Checks that the keys of its time have signed each of the heads. */
    void signed(KeyHistory history) throws FindingException {
        for (Note note : notes) {
            try {
                history.verify(note.bytes, note.size);
            } catch (NoteException e) {
                throw new FindingException(note.place, LogFiles.problem(e));
            }
        }
    }

    /** Which of some entries somebody has a proof of. */
    Iterable<Long> proofsWithin(long first, int count) {
        return proofs.subMap(first, first + count).keySet();
    }

    /** Called with the leaf hash of each of those, computed from the bytes of the entry. */
    void leaf(long index, Hash leaf) throws FindingException {
        for (Proof each : proofs.getOrDefault(index, List.of())) {
            Checkpoint under = each.proof.checkpoint().checkpoint();
            try {
                new InclusionProof(index, under.size(), each.proof.path()).verify(leaf, under.root());
            } catch (ProofException e) {
                throw new FindingException(each.place, LogFiles.problem(e));
            }
        }
    }

    /** At which sizes after {@code first} entries, and up to {@code count} more, somebody knows the root. */
    Iterable<Long> sizesWithin(long first, int count) {
        return roots.subMap(first, false, first + count, true).keySet();
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
