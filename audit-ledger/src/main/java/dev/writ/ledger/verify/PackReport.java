package dev.writ.ledger.verify;

import dev.writ.ledger.note.Checkpoint;
import java.util.List;
import java.util.Optional;

/**
 * What the verification of an evidence pack did and found.
 *
 * @param checkpoint the head under which everything in the pack was proved; empty if it was not
 * @param entries what was proved, in the order of the log
 * @param keyChanges how often the log's keys had been changed
 * @param attachments names of files in the pack that were not judged
 * @param finding the first bad place; empty if the pack is good
 */
public record PackReport(
        Optional<Checkpoint> checkpoint,
        List<ProvedEntry> entries,
        int keyChanges,
        List<String> attachments,
        Optional<Finding> finding) {
    /** Copies the lists. */
    public PackReport {
        entries = List.copyOf(entries);
        attachments = List.copyOf(attachments);
    }

    /** Whether nothing bad was found. */
    public boolean good() {
        return finding.isEmpty();
    }
}
