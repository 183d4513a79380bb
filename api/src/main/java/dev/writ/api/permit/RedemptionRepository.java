package dev.writ.api.permit;

import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.PERMIT_REDEMPTION;

import dev.writ.api.audit.Receipts;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.merkle.Hash;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Rows of {@code permit_redemption}. */
@Repository
class RedemptionRepository {
    private final DSLContext sql;

    RedemptionRepository(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * An attempt to redeem a permit.
     *
     * @param id of the attempt
     * @param permit id of the permit
     * @param code {@code redeemed}, or the code of the refusal
     * @param usesLeft how often the permit could be redeemed after it
     * @param at when
     */
    record Attempt(UUID id, UUID permit, String code, long usesLeft, Instant at) {}

    /** An attempt that is in the log. */
    record Logged(Attempt attempt, String draftKey, long index) {}

    /**
     * Inserts an attempt.
     *
     * @param redeemer whose it is, by the name in the ledger
     * @param tried what tells it from others, if it is refused
     */
    void insert(Tenant tenant, Attempt attempt, String redeemer, Optional<Hash> tried, String draftKey) {
        sql.insertInto(PERMIT_REDEMPTION)
                .set(PERMIT_REDEMPTION.TENANT, tenant.name())
                .set(PERMIT_REDEMPTION.ID, attempt.id())
                .set(PERMIT_REDEMPTION.PERMIT_ID, attempt.permit())
                .set(PERMIT_REDEMPTION.CODE, attempt.code())
                .set(PERMIT_REDEMPTION.REDEEMER, redeemer)
                .set(PERMIT_REDEMPTION.ATTEMPT, tried.map(Hash::hex).orElse(null))
                .set(PERMIT_REDEMPTION.USES_LEFT, attempt.usesLeft())
                .set(PERMIT_REDEMPTION.CREATED_AT, attempt.at().atOffset(ZoneOffset.UTC))
                .set(PERMIT_REDEMPTION.DRAFT_KEY, draftKey)
                .execute();
    }

    /** Id of the newest refusal of the same attempt of somebody at a permit, after a moment. */
    Optional<UUID> since(Tenant tenant, UUID permit, String redeemer, Hash tried, Instant moment) {
        return sql.select(PERMIT_REDEMPTION.ID)
                .from(PERMIT_REDEMPTION)
                .where(refused(tenant, permit, redeemer, moment))
                .and(PERMIT_REDEMPTION.ATTEMPT.eq(tried.hex()))
                .orderBy(PERMIT_REDEMPTION.CREATED_AT.desc())
                .limit(1)
                .fetchOptional(PERMIT_REDEMPTION.ID);
    }

    /** How many attempts of somebody at a permit were refused after a moment. */
    int refusals(Tenant tenant, UUID permit, String redeemer, Instant moment) {
        return sql.fetchCount(PERMIT_REDEMPTION, refused(tenant, permit, redeemer, moment));
    }

    private static Condition refused(Tenant tenant, UUID permit, String redeemer, Instant moment) {
        return PERMIT_REDEMPTION
                .TENANT
                .eq(tenant.name())
                .and(PERMIT_REDEMPTION.PERMIT_ID.eq(permit))
                .and(PERMIT_REDEMPTION.REDEEMER.eq(redeemer))
                .and(PERMIT_REDEMPTION.ATTEMPT.isNotNull())
                .and(PERMIT_REDEMPTION.CREATED_AT.gt(moment.atOffset(ZoneOffset.UTC)));
    }

    Optional<Logged> find(Tenant tenant, UUID id) {
        return sql.select(PERMIT_REDEMPTION.fields())
                .select(LEDGER_KEY.SEQ)
                .from(PERMIT_REDEMPTION)
                .join(LEDGER_KEY)
                .on(Receipts.of(PERMIT_REDEMPTION.TENANT, PERMIT_REDEMPTION.DRAFT_KEY))
                .where(PERMIT_REDEMPTION.TENANT.eq(tenant.name()))
                .and(PERMIT_REDEMPTION.ID.eq(id))
                .fetchOptional(row -> new Logged(
                        new Attempt(
                                id,
                                row.getValue(PERMIT_REDEMPTION.PERMIT_ID),
                                row.getValue(PERMIT_REDEMPTION.CODE),
                                row.getValue(PERMIT_REDEMPTION.USES_LEFT),
                                row.getValue(PERMIT_REDEMPTION.CREATED_AT).toInstant()),
                        row.getValue(PERMIT_REDEMPTION.DRAFT_KEY),
                        row.getValue(LEDGER_KEY.SEQ)));
    }

    /** The attempts of an entry. */
    List<UUID> ids(Tenant tenant, String draftKey) {
        return sql.select(PERMIT_REDEMPTION.ID)
                .from(PERMIT_REDEMPTION)
                .where(PERMIT_REDEMPTION.TENANT.eq(tenant.name()))
                .and(PERMIT_REDEMPTION.DRAFT_KEY.eq(draftKey))
                .fetch(PERMIT_REDEMPTION.ID);
    }
}
