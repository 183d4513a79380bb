package dev.writ.ledger.verify;

import java.util.Optional;

/**
 * What a check of the values beside a log did and found.
 *
 * @param entries how many entries were looked at
 * @param kept values that are there and fit their commitment
 * @param erased values that are gone, and of whose erasure an entry tells
 * @param later values that are gone, and of whose erasure the database tells after the checkpoint that was looked at
 * @param finding the first bad place; empty if all is good
 */
public record ValueReport(long entries, long kept, long erased, long later, Optional<Finding> finding) {
    /** Whether nothing bad was found. */
    public boolean good() {
        return finding.isEmpty();
    }
}
