package dev.writ.api.approval;

import static dev.writ.api.schema.Tables.BREAK_GLASS;

import dev.writ.api.platform.FirstInsert;
import dev.writ.api.platform.Tenant;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/** Rows of {@code break_glass}. */
@Repository
class EmergencyRepository {
    private final DSLContext sql;

    EmergencyRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** False if there was an emergency for the request before. */
    boolean insert(Tenant tenant, Emergency emergency) {
        return FirstInsert.of(sql.insertInto(BREAK_GLASS)
                .set(BREAK_GLASS.TENANT, tenant.name())
                .set(BREAK_GLASS.REQUEST_ID, emergency.request())
                .set(BREAK_GLASS.INVOKER, emergency.invoker())
                .set(BREAK_GLASS.TEAM, emergency.team())
                .set(BREAK_GLASS.INVOKED_AT, emergency.at().atOffset(ZoneOffset.UTC))
                .set(BREAK_GLASS.ENDS_AT, emergency.endsAt().atOffset(ZoneOffset.UTC))
                .set(BREAK_GLASS.REVIEW_DUE, emergency.reviewDue().atOffset(ZoneOffset.UTC))
                .set(BREAK_GLASS.DRAFT_KEY, emergency.draftKey()));
    }

    Optional<Emergency> find(Tenant tenant, UUID request) {
        return sql.selectFrom(BREAK_GLASS)
                .where(BREAK_GLASS.TENANT.eq(tenant.name()))
                .and(BREAK_GLASS.REQUEST_ID.eq(request))
                .fetchOptional(EmergencyRepository::emergency);
    }

    /** False if it was reviewed before. */
    boolean review(Tenant tenant, UUID request, Emergency.Review review) {
        return sql.update(BREAK_GLASS)
                        .set(BREAK_GLASS.REVIEWER, review.reviewer())
                        .set(BREAK_GLASS.VERDICT, review.verdict())
                        .set(BREAK_GLASS.REVIEWED_AT, review.at().atOffset(ZoneOffset.UTC))
                        .set(BREAK_GLASS.REVIEW_KEY, review.draftKey())
                        .where(BREAK_GLASS.TENANT.eq(tenant.name()))
                        .and(BREAK_GLASS.REQUEST_ID.eq(request))
                        .and(BREAK_GLASS.REVIEWED_AT.isNull())
                        .execute()
                == 1;
    }

    /** Clears the team of an emergency. */
    void forgetTeam(Tenant tenant, String key) {
        sql.update(BREAK_GLASS)
                .set(BREAK_GLASS.TEAM, "")
                .where(BREAK_GLASS.TENANT.eq(tenant.name()))
                .and(BREAK_GLASS.DRAFT_KEY.eq(key))
                .execute();
    }

    /** Some emergencies of a team that rows say nobody reviewed by a moment, those first whose reviews were due first. */
    List<UUID> overdue(Tenant tenant, String team, Instant now, int limit) {
        return sql.select(BREAK_GLASS.REQUEST_ID)
                .from(BREAK_GLASS)
                .where(BREAK_GLASS.TENANT.eq(tenant.name()))
                .and(BREAK_GLASS.TEAM.eq(team))
                .and(BREAK_GLASS.REVIEWED_AT.isNull())
                .and(BREAK_GLASS.REVIEW_DUE.le(now.atOffset(ZoneOffset.UTC)))
                .orderBy(BREAK_GLASS.REVIEW_DUE, BREAK_GLASS.REQUEST_ID)
                .limit(limit)
                .fetch(BREAK_GLASS.REQUEST_ID);
    }

    /** The emergency that an entry tells of. */
    Optional<Emergency> of(Tenant tenant, String draftKey) {
        return sql.selectFrom(BREAK_GLASS)
                .where(BREAK_GLASS.TENANT.eq(tenant.name()))
                .and(BREAK_GLASS.DRAFT_KEY.eq(draftKey))
                .fetchOptional(EmergencyRepository::emergency);
    }

    private static Emergency emergency(Record row) {
        return new Emergency(
                row.getValue(BREAK_GLASS.REQUEST_ID),
                row.getValue(BREAK_GLASS.INVOKER),
                row.getValue(BREAK_GLASS.TEAM),
                row.getValue(BREAK_GLASS.INVOKED_AT).toInstant(),
                row.getValue(BREAK_GLASS.ENDS_AT).toInstant(),
                row.getValue(BREAK_GLASS.REVIEW_DUE).toInstant(),
                Optional.ofNullable(row.getValue(BREAK_GLASS.REVIEWED_AT))
                        .map(at -> new Emergency.Review(
                                Objects.requireNonNull(row.getValue(BREAK_GLASS.REVIEWER)),
                                Objects.requireNonNull(row.getValue(BREAK_GLASS.VERDICT)),
                                at.toInstant(),
                                Objects.requireNonNullElse(row.getValue(BREAK_GLASS.REVIEW_KEY), ""))),
                row.getValue(BREAK_GLASS.DRAFT_KEY));
    }
}
