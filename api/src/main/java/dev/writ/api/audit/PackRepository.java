package dev.writ.api.audit;

import static dev.writ.api.schema.Tables.DECISION;
import static dev.writ.api.schema.Tables.ERASED_FIELD;
import static dev.writ.api.schema.Tables.ERASURE;
import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.POLICY_ACTIVATION;

import dev.writ.api.platform.Tenant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Where in the log the things are that a pack is asked for. */
@Repository
class PackRepository {
    private final DSLContext sql;

    PackRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** The index of a decision's entry. */
    Optional<Long> decision(Tenant tenant, UUID id) {
        return sql.select(LEDGER_KEY.SEQ)
                .from(DECISION)
                .join(LEDGER_KEY)
                .on(Receipts.of(DECISION.TENANT, DECISION.DRAFT_KEY))
                .where(DECISION.TENANT.eq(tenant.name()))
                .and(DECISION.ID.eq(id))
                .fetchOptional(LEDGER_KEY.SEQ);
    }

    /** Under which keys the values of entries are kept, by index; entries that have none are missing. */
    Map<Long, String> draftKeys(Tenant tenant, Collection<Long> indexes) {
        return sql.select(LEDGER_KEY.SEQ, LEDGER_KEY.IDEM_KEY)
                .from(LEDGER_KEY)
                .where(LEDGER_KEY.TENANT.eq(tenant.name()))
                .and(LEDGER_KEY.PRINCIPAL.eq(Receipts.SERVICE))
                .and(LEDGER_KEY.SEQ.in(indexes))
                .fetchMap(LEDGER_KEY.SEQ, LEDGER_KEY.IDEM_KEY);
    }

    /** The indexes of the entries that tell of erasures from these entries. */
    Set<Long> erasures(Tenant tenant, Collection<Long> indexes) {
        return sql.selectDistinct(ErasureRepository.INDEX)
                .from(ERASED_FIELD)
                .join(ERASURE)
                .on(ERASURE.TENANT.eq(ERASED_FIELD.TENANT))
                .and(ERASURE.ID.eq(ERASED_FIELD.ERASURE_ID))
                .leftJoin(LEDGER_KEY)
                .on(Receipts.of(ERASURE.TENANT, ERASURE.DRAFT_KEY))
                .where(ERASED_FIELD.TENANT.eq(tenant.name()))
                .and(ERASED_FIELD.SEQ.in(indexes))
                .and(ErasureRepository.INDEX.isNotNull())
                .fetchSet(ErasureRepository.INDEX);
    }

    /** The index of the newest entry before {@code index} by which a policy revision came into force. */
    Optional<Long> activation(Tenant tenant, String revision, long index) {
        return sql.select(LEDGER_KEY.SEQ)
                .from(POLICY_ACTIVATION)
                .join(LEDGER_KEY)
                .on(Receipts.of(POLICY_ACTIVATION.TENANT, POLICY_ACTIVATION.DRAFT_KEY))
                .where(POLICY_ACTIVATION.TENANT.eq(tenant.name()))
                .and(POLICY_ACTIVATION.REVISION.eq(revision))
                .and(LEDGER_KEY.SEQ.lt(index))
                .orderBy(LEDGER_KEY.SEQ.desc())
                .limit(1)
                .fetchOptional(LEDGER_KEY.SEQ);
    }
}
