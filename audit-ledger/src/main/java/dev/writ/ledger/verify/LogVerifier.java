package dev.writ.ledger.verify;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.NoteException;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.note.SignedNote;
import dev.writ.ledger.tile.TileSource;
import java.util.Optional;

/** Verifies a log in one pass over its bundles, on as many threads as the request says. One object verifies one log once. */
public final class LogVerifier {
    private static final int MAX_KEYS_FILE = 1 << 20;

    private final VerificationRequest request;
    private final TileSource source;
    private final LogFiles files;
    private final Optional<FileListing> listing;
    private final Progress progress;
    private Optional<Checkpoint> verified = Optional.empty();
    private long from;
    private long entries;
    private int keyChanges;
    private int erasures;
    private boolean complete;

    private LogVerifier(
            VerificationRequest request, TileSource source, Optional<FileListing> listing, Progress progress) {
        this.request = request;
        this.source = source;
        this.files = new LogFiles(source);
        this.listing = listing;
        this.progress = progress;
    }

    /** Verifies an exported log in a folder, surplus files included. */
    public static VerificationReport verify(DirectorySource folder, VerificationRequest request, Progress progress) {
        return verifyListed(folder, folder, request, progress);
    }

    /** Verifies a log whose files can be listed, surplus files included. */
    public static VerificationReport verifyListed(
            TileSource source, FileListing listing, VerificationRequest request, Progress progress) {
        return new LogVerifier(request, source, Optional.of(listing), progress).report();
    }

    /** Verifies a log whose files cannot be listed, for example over HTTP. */
    public static VerificationReport verify(TileSource source, VerificationRequest request, Progress progress) {
        return new LogVerifier(request, source, Optional.empty(), progress).report();
    }

    private VerificationReport report() {
        Optional<Finding> finding = Optional.empty();
        try {
            verify();
        } catch (FindingException e) {
            finding = Optional.of(e.finding());
        }
        boolean good = finding.isEmpty();
        return new VerificationReport(
                verified,
                from,
                entries,
                files.count(),
                good ? request.since().size() : 0,
                good ? request.proofs().size() : 0,
                keyChanges,
                erasures,
                complete,
                finding);
    }

    private void verify() throws FindingException {
        SignedCheckpoint signed = parse(files.text("checkpoint", SignedNote.MAX_SIZE));
        Checkpoint head = signed.checkpoint();
        Optional<NoteException> unsigned = signedByGiven(signed);
        Anchors anchors = Anchors.of(request, head);
        Bytes keysFile = files.text("keys", MAX_KEYS_FILE);
        KeyHistory history = new KeyHistory(request.keys());
        walk(head, anchors, history);
        signed(signed, history, unsigned);
        anchors.signed(history);
        keysFile(keysFile, history, head.size());
        if (listing.isPresent()) {
            new Leftovers(head.size()).check(listing.get());
            complete = true;
        }
    }

    private SignedCheckpoint parse(Bytes note) throws FindingException {
        try {
            SignedCheckpoint signed = SignedCheckpoint.parse(note);
            Checkpoint head = signed.checkpoint();
            if (!head.origin().equals(request.keys().origin())) {
                throw new FindingException(
                        "checkpoint",
                        "the checkpoint is of the log `" + head.origin() + "`, the keys are of `"
                                + request.keys().origin() + "`");
            }
            if (head.size() == 0) {
                throw new FindingException(
                        "checkpoint", "a log has at least its entry `0`, this one says that it is empty");
            }
            return signed;
        } catch (NoteException e) {
            throw new FindingException("checkpoint", LogFiles.problem(e));
        }
    }

    /**
     * Whether the given keys have signed. If they have not, only a change of keys in the log can excuse it, and a log without any
     * given key's signature is walked for nothing else.
     */
    private Optional<NoteException> signedByGiven(SignedCheckpoint signed) {
        try {
            request.keys().verify(signed.bytes());
            verified = Optional.of(signed.checkpoint());
            return Optional.empty();
        } catch (NoteException e) {
            return Optional.of(e);
        }
    }

    private void walk(Checkpoint head, Anchors anchors, KeyHistory history) throws FindingException {
        UpperTree tree = new UpperTree(files);
        if (request.onlyNew()) {
            Resumed resumed = Resumed.at(request, source, head, files);
            tree = resumed.tree();
            resumed.teach(history);
            from = tree.size();
        }
        LogWalk walk = new LogWalk(files, tree, anchors, history, progress);
        try {
            walk.run(head.size(), request.threads());
        } finally {
            entries = walk.entries() - from;
            erasures = walk.erasures();
        }
    }

    private void signed(SignedCheckpoint signed, KeyHistory history, Optional<NoteException> unsigned)
            throws FindingException {
        keyChanges = history.changes();
        if (unsigned.isPresent() && keyChanges == 0) {
            throw new FindingException("checkpoint", LogFiles.problem(unsigned.get()));
        }
        history.givenBelong();
        try {
            history.verify(signed.bytes(), signed.checkpoint().size());
            verified = Optional.of(signed.checkpoint());
        } catch (NoteException e) {
            throw new FindingException("checkpoint", LogFiles.problem(e));
        }
    }

    private static void keysFile(Bytes keysFile, KeyHistory history, long size) throws FindingException {
        if (!keysFile.equals(Bytes.utf8(history.at(size).lines()))) {
            throw new FindingException(
                    "keys",
                    "the file does not hold exactly the keys that "
                            + (history.changes() == 0 ? "entry `0` names" : "the last change of keys names")
                            + ", one a line");
        }
    }
}
