package dev.writ.api.approval;

import static dev.writ.api.schema.Tables.CHANGE_REFUSAL;

import dev.writ.api.platform.Tenant;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Rows of {@code change_refusal}: when a refusal became an entry last. */
@Repository
class RefusalRepository {
    private final DSLContext sql;

    RefusalRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** Says that a refusal is an entry now, within a change that has the request locked; false if one after {@code since} is. */
    boolean renew(Tenant tenant, UUID request, Ballot ballot, String code, Instant now, Instant since) {
        Condition one = CHANGE_REFUSAL
                .TENANT
                .eq(tenant.name())
                .and(CHANGE_REFUSAL.REQUEST_ID.eq(request))
                .and(CHANGE_REFUSAL.VOTER.eq(ballot.voter()))
                .and(CHANGE_REFUSAL.HOLDER.eq(ballot.holder()))
                .and(CHANGE_REFUSAL.CODE.eq(code));
        if (sql.fetchExists(CHANGE_REFUSAL, one, CHANGE_REFUSAL.CREATED_AT.gt(since.atOffset(ZoneOffset.UTC)))) {
            return false;
        }
        sql.deleteFrom(CHANGE_REFUSAL).where(one).execute();
        sql.insertInto(CHANGE_REFUSAL)
                .set(CHANGE_REFUSAL.TENANT, tenant.name())
                .set(CHANGE_REFUSAL.REQUEST_ID, request)
                .set(CHANGE_REFUSAL.VOTER, ballot.voter())
                .set(CHANGE_REFUSAL.HOLDER, ballot.holder())
                .set(CHANGE_REFUSAL.CODE, code)
                .set(CHANGE_REFUSAL.CREATED_AT, now.atOffset(ZoneOffset.UTC))
                .execute();
        return true;
    }
}
