package dev.writ.api.audit;

import static dev.writ.api.schema.Tables.LEDGER_HEAD;
import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.LEDGER_TERM;

import dev.writ.api.schema.tables.records.LedgerHeadRecord;
import dev.writ.ledger.entry.LogId;
import dev.writ.ledger.entry.SearchTerm;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.CompactRange;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.store.EntryQuery;
import dev.writ.ledger.store.Head;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.RecordedKey;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.ResultQuery;
import org.jooq.SortField;
import org.jooq.impl.DSL;
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

    /**
     * The statement that finds entries: it walks along what the first term finds, in order, and looks each of the other terms up by the
     * whole key. Sorted by the columns of the key, since H2 sees only so that the index has the order.
     */
    static ResultQuery<Record1<Long>> find(DSLContext sql, LogId log, EntryQuery query, int limit) {
        Condition found = LEDGER_TERM
                .TENANT
                .eq(log.name())
                .and(LEDGER_TERM.TERM.eq(query.terms().getFirst().bytes().toArray()))
                .and(LEDGER_TERM.SEQ.ge(query.from()))
                .and(LEDGER_TERM.SEQ.lt(query.to()));
        int number = 0;
        for (SearchTerm term : query.terms().subList(1, query.terms().size())) {
            var other = LEDGER_TERM.as("t" + ++number);
            found = found.and(DSL.exists(DSL.selectOne()
                    .from(other)
                    .where(other.TENANT.eq(log.name()))
                    .and(other.TERM.eq(term.bytes().toArray()))
                    .and(other.SEQ.eq(LEDGER_TERM.SEQ))));
        }
        List<SortField<?>> order = Stream.<Field<?>>of(LEDGER_TERM.TENANT, LEDGER_TERM.TERM, LEDGER_TERM.SEQ)
                .<SortField<?>>map(column -> query.newestFirst() ? column.desc() : column.asc())
                .toList();
        return sql.select(LEDGER_TERM.SEQ)
                .from(LEDGER_TERM)
                .where(found)
                .orderBy(order)
                .limit(limit);
    }

    /** Terms as a column of the outbox holds them, one after the other. */
    static Set<SearchTerm> terms(byte @Nullable [] column) {
        Set<SearchTerm> terms = new LinkedHashSet<>();
        for (int at = 0; column != null && at < column.length; at += SearchTerm.SIZE) {
            terms.add(new SearchTerm(
                    Bytes.of(Arrays.copyOfRange(column, at, Math.min(column.length, at + SearchTerm.SIZE)))));
        }
        return terms;
    }

    /** The column of the outbox for some terms; null for none. */
    static byte @Nullable [] terms(Set<SearchTerm> terms) {
        if (terms.isEmpty()) {
            return null;
        }
        var column = new ByteArrayOutputStream();
        terms.forEach(term -> term.bytes().write(column));
        return column.toByteArray();
    }
}
