package dev.writ.api.audit;

import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.LEDGER_OUTBOX;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;

import dev.writ.api.platform.Tenant;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Joins a row to the receipt of its entry; a row without one is not there yet. */
public final class Receipts {
    /** Under which principal the outbox names its submissions. */
    static final String SERVICE = "service";

    private Receipts() {}

    /** The condition of the join with {@code ledger_key}. */
    public static Condition of(Field<String> tenant, Field<String> draftKey) {
        return LEDGER_KEY
                .TENANT
                .eq(tenant)
                .and(LEDGER_KEY.PRINCIPAL.eq(SERVICE))
                .and(LEDGER_KEY.IDEM_KEY.eq(draftKey));
    }

    /** The same receipt, by the index of the entry. */
    static Condition at(Field<String> tenant, Field<Long> index) {
        return LEDGER_KEY.TENANT.eq(tenant).and(LEDGER_KEY.SEQ.eq(index)).and(LEDGER_KEY.PRINCIPAL.eq(SERVICE));
    }

    /** The receipt of one entry. */
    static Condition at(Tenant tenant, long index) {
        return at(DSL.val(tenant.name(), LEDGER_KEY.TENANT), DSL.val(index, LEDGER_KEY.SEQ));
    }

    /**
     * A mark that lies behind every draft which this transaction has added so far, for rows whose change has no single draft. A
     * mark may also lie behind drafts of other changes; that only delays what waits for it.
     */
    public static Field<Long> mark(Tenant tenant) {
        return DSL.field(select(coalesce(max(LEDGER_OUTBOX.ID), 0L))
                .from(LEDGER_OUTBOX)
                .where(LEDGER_OUTBOX.TENANT.eq(tenant.name())));
    }

    /** Whether everything before the mark is in the log. */
    public static Condition settled(Field<String> tenant, Field<Long> mark) {
        return notExists(selectOne()
                .from(LEDGER_OUTBOX)
                .where(LEDGER_OUTBOX.TENANT.eq(tenant))
                .and(LEDGER_OUTBOX.ID.le(mark)));
    }
}
