package dev.writ.ledger.store;

import dev.writ.ledger.entry.SearchTerm;

/**
 * A row of {@code ledger_term}: an entry can be found by a term.
 *
 * @param term what it can be found by
 * @param seq position of the entry
 */
public record StoredTerm(SearchTerm term, long seq) {}
