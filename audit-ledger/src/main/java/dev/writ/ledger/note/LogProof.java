package dev.writ.ledger.note;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.InclusionProof;
import dev.writ.ledger.merkle.ProofException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proof that needs no network (C2SP tlog-proof): position, inclusion proof and checkpoint in one text. Without extra data.
 *
 * @param index position of the entry
 * @param path sibling hashes, the leaf's own sibling first
 * @param checkpoint the checkpoint that the path leads to
 */
public record LogProof(long index, List<Hash> path, SignedCheckpoint checkpoint) {
    private static final String HEADER = "c2sp.org/tlog-proof@v1";
    private static final String OPENING =
            Pattern.quote(HEADER) + "\nindex (0|[1-9][0-9]{0,18})\n((?:[^\n]{44}\n){0,63})";
    private static final Pattern FORM = Pattern.compile(OPENING + "\n(?s:(.+))");
    private static final Pattern OPENING_FORM = Pattern.compile(OPENING);

    /** Copies the path. */
    public LogProof {
        path = List.copyOf(path);
    }

    /**
     * Reads a proof; nothing is checked but its form.
     *
     * @throws NoteException for anything that {@link #bytes} would not have written
     */
    public static LogProof parse(Bytes bytes) {
        if (bytes.size() > SignedNote.MAX_SIZE) {
            throw new NoteException("a proof has at most " + SignedNote.MAX_SIZE + " bytes, not " + bytes.size());
        }
        Matcher parts = FORM.matcher(bytes.text());
        if (!parts.matches()) {
            throw new NoteException("a proof is `" + HEADER
                    + "`, an `index` line, at most 63 hashes, an empty line and a" + " checkpoint");
        }
        LogProof proof = of(parts, SignedCheckpoint.parse(Bytes.utf8(parts.group(3))));
        if (!proof.bytes().equals(bytes)) {
            throw new NoteException("the proof is not in the one form that a proof has");
        }
        return proof;
    }

    /**
     * Reads what {@link #opening} wrote; nothing is checked but its form.
     *
     * @param checkpoint the checkpoint that completes it
     * @throws NoteException for anything else
     */
    public static LogProof parse(String opening, SignedCheckpoint checkpoint) {
        Matcher parts = OPENING_FORM.matcher(opening);
        if (!parts.matches()) {
            throw new NoteException(
                    "the opening of a proof is `" + HEADER + "`, an `index` line and at most 63 hashes");
        }
        return of(parts, checkpoint);
    }

    private static LogProof of(Matcher parts, SignedCheckpoint checkpoint) {
        List<Hash> path = new ArrayList<>();
        parts.group(2).lines().forEach(line -> path.add(Base64Text.hash("proof's hash", line)));
        return new LogProof(index(parts.group(1)), path, checkpoint);
    }

    private static long index(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new NoteException("the proof's index `" + digits + "` is too large");
        }
    }

    /**
     * Checks signatures and path.
     *
     * @param leaf leaf hash of the entry, computed by the caller from its bytes
     * @param keys keys of the log
     * @return the checkpoint that was verified
     * @throws NoteException if the checkpoint is not signed as it must be
     * @throws ProofException if the path does not lead to its root
     */
    public Checkpoint verify(Hash leaf, TrustedKeys keys) throws ProofException {
        Checkpoint verified = keys.verify(checkpoint.bytes()).checkpoint();
        new InclusionProof(index, verified.size(), path).verify(leaf, verified.root());
        return verified;
    }

    /** The proof as text, in UTF-8. */
    public Bytes bytes() {
        return Bytes.utf8(opening() + "\n" + checkpoint.bytes().text());
    }

    /** Everything before the empty line that the checkpoint follows. */
    public String opening() {
        StringBuilder out =
                new StringBuilder(HEADER).append("\nindex ").append(index).append('\n');
        path.forEach(hash -> out.append(hash.base64()).append('\n'));
        return out.toString();
    }
}
