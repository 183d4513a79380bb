package dev.writ.api.approval;

import dev.writ.ledger.merkle.Hash;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What a person said to a change request.
 *
 * @param id sorts by time
 * @param ballot who voted for whom, and for which of the groups that were asked then
 * @param verdict yes or no
 * @param digest of the binding that it is given for; void for any other
 * @param at when
 * @param draftKey of its entry
 * @param index of its entry in the log; {@link #NO_INDEX} where it was not asked for
 */
record Vote(UUID id, Ballot ballot, Verdict verdict, Hash digest, Instant at, String draftKey, long index) {
    static final long NO_INDEX = -1;

    Vote withIndex(long found) {
        return new Vote(id, ballot, verdict, digest, at, draftKey, found);
    }

    Vote under(String key) {
        return new Vote(id, ballot, verdict, digest, at, key, index);
    }

    /** Yes or no. */
    enum Verdict {
        APPROVE,
        REJECT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Verdict of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }

        static List<String> words() {
            return Arrays.stream(values()).map(Verdict::word).toList();
        }
    }
}
