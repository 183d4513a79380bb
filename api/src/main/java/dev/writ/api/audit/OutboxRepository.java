package dev.writ.api.audit;

import static dev.writ.api.schema.Tables.LEDGER_OUTBOX;

import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.SearchTerm;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.store.IdempotencyKey;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Rows of {@code ledger_outbox}, written within the transaction of a change and removed by the log. */
@Repository
class OutboxRepository {
    private final DSLContext sql;

    OutboxRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** How many drafts are not yet in the log. */
    int waiting(Tenant tenant) {
        return sql.fetchCount(LEDGER_OUTBOX, LEDGER_OUTBOX.TENANT.eq(tenant.name()));
    }

    /** Whether a draft is not yet in the log. */
    boolean holds(Tenant tenant, String draftKey) {
        return sql.fetchExists(
                LEDGER_OUTBOX,
                LEDGER_OUTBOX.TENANT.eq(tenant.name()),
                LEDGER_OUTBOX.PRINCIPAL.eq(Receipts.SERVICE),
                LEDGER_OUTBOX.IDEM_KEY.eq(draftKey));
    }

    void insert(Tenant tenant, IdempotencyKey key, Hash fingerprint, EntryDraft draft, Set<SearchTerm> terms) {
        sql.insertInto(LEDGER_OUTBOX)
                .set(LEDGER_OUTBOX.TENANT, tenant.name())
                .set(LEDGER_OUTBOX.PRINCIPAL, key.principal())
                .set(LEDGER_OUTBOX.IDEM_KEY, key.key())
                .set(LEDGER_OUTBOX.FINGERPRINT, fingerprint.bytes())
                .set(LEDGER_OUTBOX.DRAFT, draft.bytes().toArray())
                .set(LEDGER_OUTBOX.TERMS, LedgerRows.terms(terms))
                .execute();
    }
}
