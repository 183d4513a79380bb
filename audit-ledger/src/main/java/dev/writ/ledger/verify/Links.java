package dev.writ.ledger.verify;

import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Hash;

/** Where two entries meet. */
final class Links {
    private Links() {}

    /**
     * Checks an entry against the one before.
     *
     * @param prev what the entry says of the one before
     * @param leaf leaf hash of the one before
     * @param millis its time
     * @param before time of the one before
     */
    static void check(long index, Hash prev, Hash leaf, long millis, long before) throws FindingException {
        if (!prev.equals(leaf)) {
            throw new FindingException(
                    "entry `" + index + "`",
                    "its `prev` is " + prev.hex() + ", and the entry before has the leaf hash " + leaf.hex());
        }
        if (millis < before) {
            throw new FindingException(
                    "entry `" + index + "`",
                    "its time " + new Timestamp(millis) + " is before that of the entry before, "
                            + new Timestamp(before));
        }
    }
}
