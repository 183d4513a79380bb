package dev.writ.ledger.store;

import dev.writ.ledger.entry.SearchTerm;
import java.util.List;

/**
 * Which entries are looked for. Since the log only grows and an entry never moves, positions are cursors that stay valid.
 *
 * @param terms all of which an entry must be found by, the rarest first as far as that is known; at least one and at most {@value
 *     #MAX_TERMS}
 * @param from lowest position
 * @param to position after the highest one
 * @param newestFirst the order: falling positions, else rising ones
 */
public record EntryQuery(List<SearchTerm> terms, long from, long to, boolean newestFirst) {
    /** Most terms. */
    public static final int MAX_TERMS = 8;

    /**
     * Copies the terms.
     *
     * @throws IllegalArgumentException for too many terms or none, or a range that is negative or reversed
     */
    public EntryQuery {
        terms = List.copyOf(terms);
        if (terms.isEmpty() || terms.size() > MAX_TERMS || from < 0 || to < from) {
            throw new IllegalArgumentException(
                    "a search has 1 to " + MAX_TERMS + " terms and a range that is not reversed");
        }
    }
}
