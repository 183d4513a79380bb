package dev.writ.api.audit;

import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.SearchTerm;
import java.util.Map;
import java.util.Set;

/** Takes the entries of one change. */
public interface Drafts {
    /**
     * Adds an entry.
     *
     * @param draft the entry, without commitments
     * @param payload values that live beside the log, each under a fresh salt; the entry gets their commitments
     * @return the key that the change's rows keep, to be found under once the entry has its index
     */
    default String add(EntryDraft draft, Map<String, Json> payload) {
        return add(draft, payload, Set.of());
    }

    /**
     * As {@link #add(EntryDraft, Map)}.
     *
     * @param terms what the entry is to be found by beside what it says itself
     */
    String add(EntryDraft draft, Map<String, Json> payload, Set<SearchTerm> terms);
}
