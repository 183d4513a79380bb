package dev.writ.api.policyset;

import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.POLICY_ACTIVATION;
import static org.jooq.impl.DSL.max;

import dev.writ.api.audit.Receipts;
import dev.writ.api.platform.FirstInsert;
import dev.writ.api.platform.Tenant;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Rows of {@code policy_activation}. */
@Repository
class ActivationRepository {
    private final DSLContext sql;

    ActivationRepository(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * An activation that is in the log.
     *
     * @param revision what was activated
     * @param at when
     * @param index of its entry
     */
    record Activation(String revision, Instant at, long index) {}

    Optional<Activation> newest(Tenant tenant, String set) {
        return sql.select(POLICY_ACTIVATION.REVISION, POLICY_ACTIVATION.ACTIVATED_AT, LEDGER_KEY.SEQ)
                .from(POLICY_ACTIVATION)
                .join(LEDGER_KEY)
                .on(Receipts.of(POLICY_ACTIVATION.TENANT, POLICY_ACTIVATION.DRAFT_KEY))
                .where(POLICY_ACTIVATION.TENANT.eq(tenant.name()))
                .and(POLICY_ACTIVATION.POLICY_SET.eq(set))
                .orderBy(POLICY_ACTIVATION.SEQ_NO.desc())
                .limit(1)
                .fetchOptional(row -> new Activation(row.value1(), row.value2().toInstant(), row.value3()));
    }

    /** False if another node has activated something in the meantime. Leave the transaction then. */
    boolean insert(Tenant tenant, String set, String revision, Instant now, String draftKey) {
        long last = sql.select(max(POLICY_ACTIVATION.SEQ_NO))
                .from(POLICY_ACTIVATION)
                .where(POLICY_ACTIVATION.TENANT.eq(tenant.name()))
                .and(POLICY_ACTIVATION.POLICY_SET.eq(set))
                .fetchOptional(row -> row.value1())
                .orElse(0L);
        return FirstInsert.of(sql.insertInto(POLICY_ACTIVATION)
                .set(POLICY_ACTIVATION.TENANT, tenant.name())
                .set(POLICY_ACTIVATION.POLICY_SET, set)
                .set(POLICY_ACTIVATION.SEQ_NO, last + 1)
                .set(POLICY_ACTIVATION.REVISION, revision)
                .set(POLICY_ACTIVATION.ACTIVATED_AT, now.atOffset(ZoneOffset.UTC))
                .set(POLICY_ACTIVATION.DRAFT_KEY, draftKey));
    }
}
