package dev.writ.ledger.store;

import dev.writ.ledger.entry.LogId;
import dev.writ.ledger.entry.SearchTerm;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import java.util.Set;

/** The store that the log's own tests use keeps the contract. */
class MemoryStoreTest extends LedgerStoreContract {
    private final MemoryDatabase database = new MemoryDatabase();

    @Override
    protected LedgerStore open(LogId log) {
        return new MemoryStore(log, database);
    }

    @Override
    protected void enqueue(LogId log, IdempotencyKey key, Hash fingerprint, Bytes draft, Set<SearchTerm> terms) {
        database.enqueue(log, key, fingerprint, draft, terms);
    }
}
