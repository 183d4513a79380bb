package dev.writ.api.audit;

import static dev.writ.api.schema.Tables.LEDGER_KEY;

import org.jooq.Condition;
import org.jooq.Field;

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
}
