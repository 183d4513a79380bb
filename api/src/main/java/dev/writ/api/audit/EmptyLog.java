package dev.writ.api.audit;

import dev.writ.ledger.entry.LogId;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.store.EntryQuery;
import dev.writ.ledger.store.Head;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.LedgerReader;
import dev.writ.ledger.store.RecordedKey;
import dev.writ.ledger.store.StoredCheckpoint;
import dev.writ.ledger.store.StoredEntry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The log of a database that no service has used yet, where there is not even a table. */
record EmptyLog(LogId log) implements LedgerReader {
    @Override
    public Optional<Head> head() {
        return Optional.empty();
    }

    @Override
    public List<StoredEntry> entries(long from, long to) {
        return List.of();
    }

    @Override
    public List<Hash> leafHashes(long from, long to) {
        return List.of();
    }

    @Override
    public List<Hash> nodes(int level, long from, long to) {
        return List.of();
    }

    @Override
    public Optional<StoredCheckpoint> checkpoint() {
        return Optional.empty();
    }

    @Override
    public Map<IdempotencyKey, RecordedKey> recorded(Collection<IdempotencyKey> keys) {
        return Map.of();
    }

    @Override
    public List<Long> find(EntryQuery query, int limit) {
        return List.of();
    }
}
