package dev.writ.api.audit;

import static dev.writ.api.schema.Tables.LEDGER_HEAD;
import static dev.writ.api.schema.Tables.LEDGER_KEY;

import dev.writ.api.schema.tables.records.LedgerHeadRecord;
import dev.writ.ledger.entry.LogId;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.CompactRange;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.store.Head;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.RecordedKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Reads that the store makes both inside and outside of an append transaction. */
final class LedgerRows {
    private LedgerRows() {}

    /** The head row, for update or not. */
    static Optional<Head> head(DSLContext sql, LogId log, boolean lock) {
        var select = sql.selectFrom(LEDGER_HEAD).where(LEDGER_HEAD.TENANT.eq(log.name()));
        return Optional.ofNullable(lock ? select.forUpdate().fetchOne() : select.fetchOne())
                .map(LedgerRows::head);
    }

    private static Head head(LedgerHeadRecord row) {
        var range = CompactRange.of(row.getSize(), Bytes.of(row.getRangeNodes()));
        if (!range.root().equals(Hash.of(row.getRoot()))) {
            throw StoreFailures.contradiction("the head row of log `" + row.getTenant()
                    + "` contradicts itself: its root is not" + " the root of its compact range");
        }
        return new Head(range, Hash.of(row.getLastLeaf()), row.getLastTime());
    }

    /** What became of the keys, one indexed look-up each. */
    static Map<IdempotencyKey, RecordedKey> recorded(DSLContext sql, LogId log, Collection<IdempotencyKey> keys) {
        Map<IdempotencyKey, RecordedKey> found = new HashMap<>();
        for (IdempotencyKey key : keys) {
            RecordedKey recorded = recorded(sql, log, key);
            if (recorded != null) {
                found.put(key, recorded);
            }
        }
        return Map.copyOf(found);
    }

    private static @Nullable RecordedKey recorded(DSLContext sql, LogId log, IdempotencyKey key) {
        var row = sql.select(LEDGER_KEY.FINGERPRINT, LEDGER_KEY.SEQ, LEDGER_KEY.LEAF_HASH)
                .from(LEDGER_KEY)
                .where(LEDGER_KEY.TENANT.eq(log.name()))
                .and(LEDGER_KEY.PRINCIPAL.eq(key.principal()))
                .and(LEDGER_KEY.IDEM_KEY.eq(key.key()))
                .fetchOne();
        return row == null ? null : new RecordedKey(key, Hash.of(row.value1()), row.value2(), Hash.of(row.value3()));
    }
}
