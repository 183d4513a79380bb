package dev.writ.api.audit;

import static dev.writ.api.schema.Tables.ERASED_FIELD;
import static dev.writ.api.schema.Tables.ERASURE;
import static dev.writ.api.schema.Tables.LEDGER_ENTRY;
import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.LEDGER_OUTBOX;
import static dev.writ.api.schema.Tables.LEDGER_TERM;
import static dev.writ.api.schema.Tables.PAYLOAD;

import dev.writ.api.platform.FirstInsert;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Erasure;
import dev.writ.ledger.entry.SearchTerm;
import dev.writ.ledger.merkle.Bytes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Rows of {@code erasure} and {@code erased_field}, and what the log holds of them. */
@Repository
class ErasureRepository {
    /** The index of the entry that tells of an erasure: a restore leaves it in the row, else the receipt has it. */
    static final Field<Long> INDEX = DSL.coalesce(ERASURE.SEQ, LEDGER_KEY.SEQ);

    private final DSLContext sql;

    ErasureRepository(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * A row that says that a field was erased, with what is there to prove it.
     *
     * @param field name of the field
     * @param index of the entry that tells of the erasure; null while that is on its way into the log
     * @param entry bytes of that entry
     * @param draft bytes of the draft that is on its way into the log
     */
    record Claim(
            String field,
            @Nullable Long index,
            @Nullable Bytes entry,
            @Nullable Bytes draft) {}

    /**
     * An erasure that is in the log.
     *
     * @param index of the entry that tells of it
     * @param entry the entry that values were erased from
     * @param fields their names
     */
    record Logged(long index, long entry, List<String> fields) {}

    /** False if one of the fields is erased already, or is being erased; leave the transaction then. */
    boolean insert(
            Tenant tenant,
            UUID id,
            @Nullable String draftKey,
            @Nullable Long index,
            long entry,
            Collection<String> fields) {
        sql.insertInto(ERASURE)
                .set(ERASURE.TENANT, tenant.name())
                .set(ERASURE.ID, id)
                .set(ERASURE.DRAFT_KEY, draftKey)
                .set(ERASURE.SEQ, index)
                .execute();
        return fields.stream()
                .allMatch(field -> FirstInsert.of(sql.insertInto(ERASED_FIELD)
                        .set(ERASED_FIELD.TENANT, tenant.name())
                        .set(ERASED_FIELD.SEQ, entry)
                        .set(ERASED_FIELD.FIELD, field)
                        .set(ERASED_FIELD.ERASURE_ID, id)));
    }

    /**
     * What is claimed of the fields of an entry; one statement, so that an erasure which gets its index meanwhile is found either in
     * the outbox or in the log.
     */
    List<Claim> claims(Tenant tenant, long entry) {
        return sql.select(ERASED_FIELD.FIELD, INDEX, LEDGER_ENTRY.BYTES, LEDGER_OUTBOX.DRAFT)
                .from(ERASED_FIELD)
                .join(ERASURE)
                .on(ERASURE.TENANT.eq(ERASED_FIELD.TENANT))
                .and(ERASURE.ID.eq(ERASED_FIELD.ERASURE_ID))
                .leftJoin(LEDGER_KEY)
                .on(Receipts.of(ERASURE.TENANT, ERASURE.DRAFT_KEY))
                .leftJoin(LEDGER_ENTRY)
                .on(LEDGER_ENTRY.TENANT.eq(ERASURE.TENANT))
                .and(LEDGER_ENTRY.SEQ.eq(INDEX))
                .leftJoin(LEDGER_OUTBOX)
                .on(LEDGER_OUTBOX.TENANT.eq(ERASURE.TENANT))
                .and(LEDGER_OUTBOX.PRINCIPAL.eq(Receipts.SERVICE))
                .and(LEDGER_OUTBOX.IDEM_KEY.eq(ERASURE.DRAFT_KEY))
                .where(ERASED_FIELD.TENANT.eq(tenant.name()))
                .and(ERASED_FIELD.SEQ.eq(entry))
                .fetch(row -> new Claim(row.value1(), row.value2(), bytes(row.value3()), bytes(row.value4())));
    }

    private static @Nullable Bytes bytes(byte @Nullable [] column) {
        return column == null ? null : Bytes.of(column);
    }

    /** An erasure of this id, once it is in the log. */
    Optional<Logged> find(Tenant tenant, UUID id) {
        var rows = sql.select(INDEX, ERASED_FIELD.SEQ, ERASED_FIELD.FIELD)
                .from(ERASURE)
                .leftJoin(LEDGER_KEY)
                .on(Receipts.of(ERASURE.TENANT, ERASURE.DRAFT_KEY))
                .join(ERASED_FIELD)
                .on(ERASED_FIELD.TENANT.eq(ERASURE.TENANT))
                .and(ERASED_FIELD.ERASURE_ID.eq(ERASURE.ID))
                .where(ERASURE.TENANT.eq(tenant.name()))
                .and(ERASURE.ID.eq(id))
                .and(INDEX.isNotNull())
                .orderBy(ERASED_FIELD.FIELD)
                .fetch();
        List<String> fields = new ArrayList<>(rows.getValues(ERASED_FIELD.FIELD));
        return rows.stream().findFirst().map(row -> new Logged(row.value1(), row.value2(), fields));
    }

    /** The id of the erasure that was drafted under a key. */
    Optional<UUID> id(Tenant tenant, String draftKey) {
        return sql.select(ERASURE.ID)
                .from(ERASURE)
                .where(ERASURE.TENANT.eq(tenant.name()))
                .and(ERASURE.DRAFT_KEY.eq(draftKey))
                .fetchOptional(ERASURE.ID);
    }

    /** Indexes of entries that tell of an erasure of which there is no row: an older database was restored and brought forward. */
    List<Long> withoutRow(Tenant tenant) {
        var own = ERASURE.as("own");
        return sql.select(LEDGER_TERM.SEQ)
                .from(LEDGER_TERM)
                .leftJoin(LEDGER_KEY)
                .on(Receipts.at(LEDGER_TERM.TENANT, LEDGER_TERM.SEQ))
                .leftJoin(ERASURE)
                .on(ERASURE.TENANT.eq(LEDGER_TERM.TENANT))
                .and(ERASURE.DRAFT_KEY.eq(LEDGER_KEY.IDEM_KEY))
                .leftJoin(own)
                .on(own.TENANT.eq(LEDGER_TERM.TENANT))
                .and(own.SEQ.eq(LEDGER_TERM.SEQ))
                .where(LEDGER_TERM.TENANT.eq(tenant.name()))
                .and(LEDGER_TERM.TERM.eq(SearchTerm.type(Erasure.TYPE).bytes().toArray()))
                .and(ERASURE.ID.isNull())
                .and(own.ID.isNull())
                .orderBy(LEDGER_TERM.SEQ)
                .fetch(LEDGER_TERM.SEQ);
    }

    /** Erased values that are there again, by the index of their entry. */
    Map<Long, List<String>> thereAgain(Tenant tenant) {
        return sql.select(ERASED_FIELD.SEQ, ERASED_FIELD.FIELD)
                .from(ERASED_FIELD)
                .join(LEDGER_KEY)
                .on(Receipts.at(ERASED_FIELD.TENANT, ERASED_FIELD.SEQ))
                .join(PAYLOAD)
                .on(PAYLOAD.TENANT.eq(ERASED_FIELD.TENANT))
                .and(PAYLOAD.DRAFT_KEY.eq(LEDGER_KEY.IDEM_KEY))
                .and(PAYLOAD.FIELD.eq(ERASED_FIELD.FIELD))
                .where(ERASED_FIELD.TENANT.eq(tenant.name()))
                .fetchGroups(ERASED_FIELD.SEQ, ERASED_FIELD.FIELD);
    }
}
