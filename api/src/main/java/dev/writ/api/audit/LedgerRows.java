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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

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

    /**
     * What became of the keys, by one statement for each principal: the keys are the left side of the join, so that each is one
     * look-up in the index. A list of keys in the condition would make H2 read all keys of the principal.
     */
    static Map<IdempotencyKey, RecordedKey> recorded(DSLContext sql, LogId log, Collection<IdempotencyKey> keys) {
        Map<IdempotencyKey, RecordedKey> found = new HashMap<>();
        keys.stream()
                .collect(Collectors.groupingBy(IdempotencyKey::principal))
                .forEach((principal, wanted) ->
                        recorded(sql, log, principal, wanted).forEach(recorded -> found.put(recorded.key(), recorded)));
        return Map.copyOf(found);
    }

    private static List<RecordedKey> recorded(DSLContext sql, LogId log, String principal, List<IdempotencyKey> keys) {
        String[] names = keys.stream().map(IdempotencyKey::key).toArray(String[]::new);
        var wanted = DSL.unnest(names).as("wanted", "idem_key");
        return sql.select(LEDGER_KEY.IDEM_KEY, LEDGER_KEY.FINGERPRINT, LEDGER_KEY.SEQ, LEDGER_KEY.LEAF_HASH)
                .from(wanted)
                .leftJoin(LEDGER_KEY)
                .on(LEDGER_KEY.TENANT.eq(log.name()))
                .and(LEDGER_KEY.PRINCIPAL.eq(principal))
                .and(LEDGER_KEY.IDEM_KEY.eq(wanted.field("idem_key", String.class)))
                .where(LEDGER_KEY.SEQ.isNotNull())
                .fetch(row -> new RecordedKey(
                        new IdempotencyKey(principal, row.value1()),
                        Hash.of(row.value2()),
                        row.value3(),
                        Hash.of(row.value4())));
    }
}
