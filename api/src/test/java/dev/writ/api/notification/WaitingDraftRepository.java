package dev.writ.api.notification;

import static dev.writ.api.schema.Tables.LEDGER_OUTBOX;

import dev.writ.api.platform.Tenant;
import org.jooq.DSLContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Drafts that the log has not been told of, so that they stay where they are. */
final class WaitingDraftRepository {
    private final DSLContext sql;
    private final TransactionTemplate transactions;

    WaitingDraftRepository(DSLContext sql, TransactionTemplate transactions) {
        this.sql = sql;
        this.transactions = transactions;
    }

    /** Adds one; its number. */
    long add(Tenant tenant) {
        sql.insertInto(LEDGER_OUTBOX)
                .set(LEDGER_OUTBOX.TENANT, tenant.name())
                .set(LEDGER_OUTBOX.PRINCIPAL, "service")
                .set(LEDGER_OUTBOX.IDEM_KEY, "waits")
                .set(LEDGER_OUTBOX.FINGERPRINT, new byte[32])
                .set(LEDGER_OUTBOX.DRAFT, new byte[1])
                .execute();
        return sql.select(LEDGER_OUTBOX.ID)
                .from(LEDGER_OUTBOX)
                .where(LEDGER_OUTBOX.IDEM_KEY.eq("waits"))
                .fetchSingle()
                .value1();
    }

    void remove(Tenant tenant, long id) {
        sql.deleteFrom(LEDGER_OUTBOX)
                .where(LEDGER_OUTBOX.TENANT.eq(tenant.name()))
                .and(LEDGER_OUTBOX.ID.eq(id))
                .execute();
    }

    void commitWith(Runnable change) {
        transactions.executeWithoutResult(_ -> change.run());
    }
}
