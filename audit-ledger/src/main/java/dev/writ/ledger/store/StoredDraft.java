package dev.writ.ledger.store;

import dev.writ.ledger.entry.SearchTerm;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import java.util.Set;

/**
 * A row of {@code ledger_outbox}: a draft whose state change is committed and whose entry is not yet in the log.
 *
 * @param id orders the outbox; unique within the log, never used again
 * @param key names the submission
 * @param fingerprint what a repeated submission is compared by; see {@link RecordedKey}
 * @param draft canonical bytes of an {@code EntryDraft}
 * @param terms what the entry is to be found by beside what it says itself
 */
public record StoredDraft(long id, IdempotencyKey key, Hash fingerprint, Bytes draft, Set<SearchTerm> terms) {
    /** Copies the terms. */
    public StoredDraft {
        terms = Set.copyOf(terms);
    }
}
