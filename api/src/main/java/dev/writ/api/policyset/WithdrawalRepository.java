package dev.writ.api.policyset;

import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.POLICY_ACTIVATION;
import static dev.writ.api.schema.Tables.POLICY_WITHDRAWAL;

import dev.writ.api.audit.Receipts;
import dev.writ.api.platform.FirstInsert;
import dev.writ.api.platform.Tenant;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Rows of {@code policy_withdrawal}. */
@Repository
class WithdrawalRepository {
    private final DSLContext sql;

    WithdrawalRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** Whether the revision was ever in force. */
    boolean activated(Tenant tenant, String set, String revision) {
        return sql.fetchExists(sql.selectOne()
                .from(POLICY_ACTIVATION)
                .join(LEDGER_KEY)
                .on(Receipts.of(POLICY_ACTIVATION.TENANT, POLICY_ACTIVATION.DRAFT_KEY))
                .where(POLICY_ACTIVATION.TENANT.eq(tenant.name()))
                .and(POLICY_ACTIVATION.POLICY_SET.eq(set))
                .and(POLICY_ACTIVATION.REVISION.eq(revision)));
    }

    /** False if it is withdrawn already. Leave the transaction then. */
    boolean insert(Tenant tenant, String set, String revision, Instant now, String draftKey) {
        return FirstInsert.of(sql.insertInto(POLICY_WITHDRAWAL)
                .set(POLICY_WITHDRAWAL.TENANT, tenant.name())
                .set(POLICY_WITHDRAWAL.POLICY_SET, set)
                .set(POLICY_WITHDRAWAL.REVISION, revision)
                .set(POLICY_WITHDRAWAL.WITHDRAWN_AT, now.atOffset(ZoneOffset.UTC))
                .set(POLICY_WITHDRAWAL.DRAFT_KEY, draftKey));
    }

    /** All of them, also those whose entry is on its way: what is withdrawn must not be used a moment longer. */
    Set<String> revisions(Tenant tenant) {
        return sql.select(POLICY_WITHDRAWAL.REVISION)
                .from(POLICY_WITHDRAWAL)
                .where(POLICY_WITHDRAWAL.TENANT.eq(tenant.name()))
                .fetchSet(POLICY_WITHDRAWAL.REVISION);
    }

    /** Whether a revision is among {@link #revisions}. */
    boolean isWithdrawn(Tenant tenant, String revision) {
        return sql.fetchExists(
                POLICY_WITHDRAWAL, POLICY_WITHDRAWAL.TENANT.eq(tenant.name()), POLICY_WITHDRAWAL.REVISION.eq(revision));
    }
}
