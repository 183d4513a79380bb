package dev.writ.ledger.verify;

import dev.writ.ledger.note.Checkpoint;
import java.util.Optional;

/**
 * What a verification did and found.
 *
 * @param checkpoint what the log's checkpoint says, once its signatures were found good
 * @param from index of the first entry that was checked; those before were taken as verified under an older checkpoint
 * @param entries number of entries that were checked
 * @param files number of tiles and bundles that were checked
 * @param anchors number of older checkpoints that the log was found to extend
 * @param proofs number of proofs that were found good
 * @param keyChanges how often the keys were changed in what was checked
 * @param erasures how many entries in what was checked tell of an erasure of values beside the log
 * @param complete whether the log's files could be listed and nothing was left over; false for a source without a listing
 * @param finding the first bad place; empty if the log is good
 */
public record VerificationReport(
        Optional<Checkpoint> checkpoint,
        long from,
        long entries,
        long files,
        int anchors,
        int proofs,
        int keyChanges,
        int erasures,
        boolean complete,
        Optional<Finding> finding) {
    /** Whether nothing bad was found. */
    public boolean good() {
        return finding.isEmpty();
    }
}
