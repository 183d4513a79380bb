package dev.writ.api.permit;

import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.PERMIT_KEY;

import dev.writ.api.audit.Receipts;
import dev.writ.api.platform.FirstInsert;
import dev.writ.api.platform.Tenant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Rows of {@code permit_key}. */
@Repository
class PermitKeyRepository {
    private final DSLContext sql;

    PermitKeyRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** The index of the entry that makes a key known. */
    Optional<Long> announced(Tenant tenant, String keyid) {
        return sql.select(LEDGER_KEY.SEQ)
                .from(PERMIT_KEY)
                .join(LEDGER_KEY)
                .on(Receipts.of(PERMIT_KEY.TENANT, PERMIT_KEY.DRAFT_KEY))
                .where(PERMIT_KEY.TENANT.eq(tenant.name()))
                .and(PERMIT_KEY.KEYID.eq(keyid))
                .fetchOptional(LEDGER_KEY.SEQ);
    }

    /** False if another request does the same. Leave the transaction then. */
    boolean insert(Tenant tenant, String keyid, String draftKey) {
        return FirstInsert.of(sql.insertInto(PERMIT_KEY)
                .set(PERMIT_KEY.TENANT, tenant.name())
                .set(PERMIT_KEY.KEYID, keyid)
                .set(PERMIT_KEY.DRAFT_KEY, draftKey));
    }
}
