package dev.writ.api.audit;

import static dev.writ.api.schema.Tables.LEDGER_ENTRY;
import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.PAYLOAD;

import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.PayloadField;
import dev.writ.ledger.entry.Salt;
import dev.writ.ledger.entry.StrictJson;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.store.StoredEntry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Rows of {@code payload}: the values that entries hold only commitments to, with their salts. */
@Repository
class PayloadRepository {
    private final DSLContext sql;
    private final StrictJson reader = new StrictJson();

    PayloadRepository(DSLContext sql) {
        this.sql = sql;
    }

    void insert(Tenant tenant, String draftKey, PayloadField field) {
        sql.insertInto(PAYLOAD)
                .set(PAYLOAD.TENANT, tenant.name())
                .set(PAYLOAD.DRAFT_KEY, draftKey)
                .set(PAYLOAD.FIELD, field.name())
                .set(PAYLOAD.SALT, field.salt().bytes().toArray())
                .set(PAYLOAD.CONTENT, field.value().canonical().toArray())
                .execute();
    }

    /**
     * The values of an entry that are still there.
     *
     * @throws IllegalArgumentException if what is stored is no value or no salt
     */
    List<PayloadField> fields(Tenant tenant, String draftKey) {
        return sql.select(PAYLOAD.FIELD, PAYLOAD.SALT, PAYLOAD.CONTENT)
                .from(PAYLOAD)
                .where(PAYLOAD.TENANT.eq(tenant.name()))
                .and(PAYLOAD.DRAFT_KEY.eq(draftKey))
                .fetch(row -> new PayloadField(
                        row.value1(), new Salt(Bytes.of(row.value2())), reader.read(Bytes.of(row.value3()))));
    }

    /**
     * The values beside some entries, by the index of the entry.
     *
     * @throws IllegalArgumentException if what is stored is no value or no salt
     */
    Map<Long, List<PayloadField>> fields(Tenant tenant, long from, long to) {
        return sql.select(LEDGER_KEY.SEQ, PAYLOAD.FIELD, PAYLOAD.SALT, PAYLOAD.CONTENT)
                .from(LEDGER_KEY)
                .join(PAYLOAD)
                .on(Receipts.of(PAYLOAD.TENANT, PAYLOAD.DRAFT_KEY))
                .where(LEDGER_KEY.TENANT.eq(tenant.name()))
                .and(LEDGER_KEY.SEQ.ge(from))
                .and(LEDGER_KEY.SEQ.lt(to))
                .fetchGroups(
                        LEDGER_KEY.SEQ,
                        row -> new PayloadField(
                                row.get(PAYLOAD.FIELD),
                                new Salt(Bytes.of(row.get(PAYLOAD.SALT))),
                                reader.read(Bytes.of(row.get(PAYLOAD.CONTENT)))));
    }

    /** Deletes values with their salts, and says how many there were. */
    int delete(Tenant tenant, String draftKey, Collection<String> fields) {
        return sql.deleteFrom(PAYLOAD)
                .where(PAYLOAD.TENANT.eq(tenant.name()))
                .and(PAYLOAD.DRAFT_KEY.eq(draftKey))
                .and(PAYLOAD.FIELD.in(fields))
                .execute();
    }

    /** Under which key the values of an entry are kept; empty for an entry that has none. */
    Optional<String> draftKey(Tenant tenant, long index) {
        return sql.select(LEDGER_KEY.IDEM_KEY)
                .from(LEDGER_KEY)
                .where(Receipts.at(tenant, index))
                .fetchOptional(LEDGER_KEY.IDEM_KEY);
    }

    /** An entry of the log. */
    Optional<StoredEntry> entry(Tenant tenant, long index) {
        return sql.select(LEDGER_ENTRY.SEQ, LEDGER_ENTRY.BYTES, LEDGER_ENTRY.LEAF_HASH)
                .from(LEDGER_ENTRY)
                .where(LEDGER_ENTRY.TENANT.eq(tenant.name()))
                .and(LEDGER_ENTRY.SEQ.eq(index))
                .fetchOptional(PayloadRepository::entry);
    }

    /**
     * Entries of the log, by their index; those that are not there are missing. The indexes are the left side of the join, so that
     * each is one look-up: a list of them in the condition would make H2 read the whole log.
     */
    Map<Long, StoredEntry> entries(Tenant tenant, Collection<Long> indexes) {
        var wanted = DSL.unnest(indexes.toArray(Long[]::new)).as("wanted", "seq");
        return sql.select(LEDGER_ENTRY.SEQ, LEDGER_ENTRY.BYTES, LEDGER_ENTRY.LEAF_HASH)
                .from(wanted)
                .leftJoin(LEDGER_ENTRY)
                .on(LEDGER_ENTRY.TENANT.eq(tenant.name()))
                .and(LEDGER_ENTRY.SEQ.eq(wanted.field("seq", Long.class)))
                .where(LEDGER_ENTRY.SEQ.isNotNull())
                .fetchMap(LEDGER_ENTRY.SEQ, PayloadRepository::entry);
    }

    private static StoredEntry entry(Record3<Long, byte[], byte[]> row) {
        return new StoredEntry(row.value1(), Bytes.of(row.value2()), Hash.of(row.value3()));
    }
}
