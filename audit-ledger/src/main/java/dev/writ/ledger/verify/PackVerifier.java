package dev.writ.ledger.verify;

import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.Erasure;
import dev.writ.ledger.entry.Genesis;
import dev.writ.ledger.entry.KeyChange;
import dev.writ.ledger.entry.PayloadField;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.InclusionProof;
import dev.writ.ledger.merkle.ProofException;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.LogProof;
import dev.writ.ledger.note.NoteException;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.pack.EvidencePack;
import dev.writ.ledger.pack.PackException;
import dev.writ.ledger.pack.PackedEntry;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Verifies an evidence pack with nothing but keys, and heads that the caller pinned. One object verifies one pack once. */
public final class PackVerifier {
    private static final Set<String> EXPLAINS = Set.of(Genesis.TYPE, KeyChange.TYPE, Erasure.TYPE, "policy.activated");

    private final VerificationRequest request;
    private final PackErasures proved = new PackErasures();
    private final KeyHistory history;
    private Optional<Checkpoint> verified = Optional.empty();
    private List<String> attachments = List.of();

    private PackVerifier(VerificationRequest request) {
        this.request = request;
        this.history = new KeyHistory(request.keys());
    }

    /** Verifies a pack. A pinned head must be the pack's own: whether another one extends it only the log can show. */
    public static PackReport verify(Bytes pack, VerificationRequest request) {
        PackVerifier verifier = new PackVerifier(request);
        Optional<Finding> finding = Optional.empty();
        try {
            verifier.verify(EvidencePack.parse(pack));
        } catch (PackException e) {
            finding = Optional.of(new Finding(e.place(), LogFiles.problem(e)));
        } catch (FindingException e) {
            finding = Optional.of(e.finding());
        }
        return new PackReport(
                finding.isEmpty() ? verifier.verified : Optional.empty(),
                finding.isEmpty() ? verifier.proved.entries() : List.of(),
                verifier.history.changes(),
                verifier.attachments,
                finding);
    }

    private void verify(EvidencePack pack) throws FindingException {
        SignedCheckpoint signed = checkpoint(pack.checkpoint());
        Checkpoint head = signed.checkpoint();
        verified = Optional.of(head);
        attachments = List.copyOf(new TreeSet<>(pack.attachments().keySet()));
        Set<Long> about = about(pack.about());
        Link last = new Link(-1, Hash.ZERO, new Timestamp(0));
        for (int i = 0; i < pack.entries().size(); i++) {
            PackedEntry packed = pack.entries().get(i);
            Entry entry = entry("entries[" + i + "]", packed);
            Hash leaf = TreeHash.leaf(packed.entry());
            prove(entry, leaf, packed, signed);
            last = last.follow(entry, leaf);
            history.entry(entry);
            boolean asked = about.remove(entry.seq());
            explains(entry, packed, asked);
            proved.add(proved(entry, packed, asked));
        }
        if (!about.isEmpty()) {
            throw new FindingException(
                    "about",
                    "the pack does not hold the entry `" + about.iterator().next() + "`");
        }
        history.givenBelong();
        try {
            history.verify(signed.bytes(), head.size());
        } catch (NoteException e) {
            throw new FindingException("checkpoint", LogFiles.problem(e));
        }
        pinned(head);
    }

    private SignedCheckpoint checkpoint(String note) throws FindingException {
        try {
            SignedCheckpoint signed = SignedCheckpoint.parse(Bytes.utf8(note));
            String origin = signed.checkpoint().origin();
            if (!origin.equals(request.keys().origin())) {
                throw new FindingException(
                        "checkpoint",
                        "it is of the log `" + origin + "`, the keys are of `"
                                + request.keys().origin() + "`");
            }
            return signed;
        } catch (NoteException e) {
            throw new FindingException("checkpoint", LogFiles.problem(e));
        }
    }

    private static Set<Long> about(List<Long> indexes) throws FindingException {
        for (int i = 1; i < indexes.size(); i++) {
            if (indexes.get(i) <= indexes.get(i - 1)) {
                throw new FindingException("about", "the indexes are not in rising order");
            }
        }
        return new TreeSet<>(indexes);
    }

    private static Entry entry(String place, PackedEntry packed) throws FindingException {
        try {
            return Entry.parse(packed.entry());
        } catch (IllegalArgumentException e) {
            throw new FindingException(place, LogFiles.problem(e));
        }
    }

    private static void prove(Entry entry, Hash leaf, PackedEntry packed, SignedCheckpoint signed)
            throws FindingException {
        String place = "entry `" + entry.seq() + "`";
        try {
            LogProof proof = LogProof.parse(packed.proof(), signed);
            if (proof.index() != entry.seq()) {
                throw new FindingException(place, "its proof is about entry `" + proof.index() + "`");
            }
            Checkpoint head = signed.checkpoint();
            new InclusionProof(proof.index(), head.size(), proof.path()).verify(leaf, head.root());
        } catch (NoteException | ProofException e) {
            throw new FindingException(place, LogFiles.problem(e));
        }
    }

    /** What the pack is not about is there for the keys, the policy or an erasure, and discloses nothing. */
    private static void explains(Entry entry, PackedEntry packed, boolean asked) throws FindingException {
        if (!asked
                && !(EXPLAINS.contains(entry.draft().type()) && packed.fields().isEmpty())) {
            throw new FindingException(
                    "entry `" + entry.seq() + "`",
                    "the pack is not about it, and it does not explain keys, policy or erasures");
        }
    }

    private static ProvedEntry proved(Entry entry, PackedEntry packed, boolean asked) throws FindingException {
        Set<String> hidden = new TreeSet<>(entry.draft().commitments().keySet());
        Set<String> disclosed = new TreeSet<>();
        for (PayloadField field : packed.fields()) {
            if (!field.commitment().equals(entry.draft().commitments().get(field.name()))) {
                throw new FindingException(
                        "entry `" + entry.seq() + "`",
                        "the value of its field `" + field.name() + "` is not what the entry commits to");
            }
            hidden.remove(field.name());
            disclosed.add(field.name());
        }
        return new ProvedEntry(entry, asked, List.copyOf(disclosed), List.copyOf(hidden), new TreeMap<>());
    }

    private void pinned(Checkpoint head) throws FindingException {
        for (int i = 0; i < request.since().size(); i++) {
            String place = "trusted checkpoint " + (i + 1);
            try {
                Checkpoint pin = SignedCheckpoint.parse(request.since().get(i)).checkpoint();
                history.verify(request.since().get(i), pin.size());
                if (!pin.equals(head)) {
                    throw new FindingException(
                            place,
                            pin.size() == head.size()
                                    ? "it says the root " + pin.root().base64() + " at size " + pin.size()
                                            + ", and the pack's checkpoint "
                                            + head.root().base64()
                                    : "it is of size " + pin.size() + " and the pack's of size " + head.size()
                                            + ": whether one extends the other only the log can show, verify that");
                }
            } catch (NoteException e) {
                throw new FindingException(place, LogFiles.problem(e));
            }
        }
    }

    /** The entry before, as far as it is in the pack. */
    private record Link(long seq, Hash leaf, Timestamp time) {
        Link follow(Entry entry, Hash own) throws FindingException {
            String place = "entry `" + entry.seq() + "`";
            if (seq < 0 && entry.seq() != 0) {
                throw new FindingException("entries", "entry `0`, where the history of the keys begins, is missing");
            }
            if (entry.seq() <= seq) {
                throw new FindingException(place, "it comes after entry `" + seq + "`");
            }
            if (entry.seq() == seq + 1 && !entry.prev().equals(leaf)) {
                throw new FindingException(place, "its `prev` is not the leaf hash of the entry before");
            }
            if (entry.time().compareTo(time) < 0) {
                throw new FindingException(place, "its time is before that of entry `" + seq + "`");
            }
            return new Link(entry.seq(), own, entry.time());
        }
    }
}
