package dev.writ.ledger.verify;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.NoteException;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.note.SignedNote;
import dev.writ.ledger.tile.TilePath;
import dev.writ.ledger.tile.TileSource;
import java.util.List;
import java.util.Optional;

/** Verifies a whole log in one pass over its bundles. One object verifies one log once. */
public final class LogVerifier {
    private static final int MAX_KEYS_FILE = 1 << 20;

    private final VerificationRequest request;
    private final LogFiles files;
    private final Optional<FileListing> listing;
    private final Progress progress;
    private Optional<Checkpoint> verified = Optional.empty();
    private long entries;
    private boolean complete;

    private LogVerifier(
            VerificationRequest request, TileSource source, Optional<FileListing> listing, Progress progress) {
        this.request = request;
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
                entries,
                files.count(),
                good ? request.since().size() : 0,
                good ? request.proofs().size() : 0,
                complete,
                finding);
    }

    private void verify() throws FindingException {
        SignedCheckpoint signed = checkpoint();
        Checkpoint head = signed.checkpoint();
        verified = Optional.of(head);
        Anchors anchors = Anchors.of(request, head);
        Bytes keysFile = files.text("keys", MAX_KEYS_FILE);
        walk(head.size(), new Chain(request.keys(), signed, keysFile), anchors);
        if (listing.isPresent()) {
            new Leftovers(head.size()).check(listing.get());
            complete = true;
        }
    }

    private SignedCheckpoint checkpoint() throws FindingException {
        Bytes note = files.text("checkpoint", SignedNote.MAX_SIZE);
        try {
            SignedCheckpoint signed = request.keys().verify(note);
            if (signed.checkpoint().size() == 0) {
                throw new FindingException(
                        "checkpoint", "a log has at least its entry `0`, this one says that it is empty");
            }
            return signed;
        } catch (NoteException e) {
            throw new FindingException("checkpoint", LogFiles.problem(e));
        }
    }

    private void walk(long size, Chain chain, Anchors anchors) throws FindingException {
        TreeWalk tree = new TreeWalk(files);
        while (tree.size() < size) {
            long first = tree.size();
            List<Bytes> bundle = files.bundle(TilePath.holding(TilePath.ENTRIES, first, size));
            TilePath leaves = TilePath.holding(0, first, size);
            List<Hash> tile = files.tile(leaves);
            for (int i = 0; i < bundle.size(); i++) {
                long index = first + i;
                Hash leaf = TreeHash.leaf(bundle.get(i));
                if (!leaf.equals(tile.get(i))) {
                    throw new FindingException(
                            "entry `" + index + "`",
                            "its bytes have the leaf hash " + leaf.hex() + ", and the tile `" + leaves + "` says "
                                    + tile.get(i).hex());
                }
                chain.entry(index, bundle.get(i), leaf);
                anchors.leaf(index, leaf);
                tree.leaf(leaf);
                if (anchors.knows(index + 1)) {
                    anchors.root(index + 1, tree.root());
                }
                entries = index + 1;
            }
            progress.entries(entries, size);
        }
        tree.finish();
    }
}
