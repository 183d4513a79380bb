package dev.writ.api.permit;

import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.PERMIT;
import static dev.writ.api.schema.Tables.PERMIT_REVOCATION;

import dev.writ.api.audit.Receipts;
import dev.writ.api.platform.FirstInsert;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.dsse.Envelope;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.permit.Permit;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Rows of {@code permit} and {@code permit_revocation}. A permit that has no index in the log yet is never returned. */
@Repository
class PermitRepository {
    private final DSLContext sql;

    PermitRepository(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * A row as it is stored, not yet held against the log.
     *
     * @param id of the permit
     * @param payload what is signed
     * @param signature over it
     * @param keyid which key signed
     * @param requester who asked
     * @param usesLeft how often it may still be redeemed
     * @param revokedAt when it was revoked
     * @param index of the entry of its issue
     */
    record Row(
            UUID id,
            Bytes payload,
            Bytes signature,
            String keyid,
            String requester,
            long usesLeft,
            Optional<Instant> revokedAt,
            long index) {}

    /**
     * What a list is narrowed to; empty members do not narrow.
     *
     * @param state what the permits are good for
     * @param environment where they may go
     * @param requester who asked
     */
    record Filter(Optional<PermitState> state, Optional<String> environment, Optional<String> requester) {}

    /** False if the change request has a permit already. Leave the transaction then. */
    boolean insert(
            Tenant tenant,
            UUID id,
            UUID changeRequest,
            Permit permit,
            Envelope.Signature signature,
            String requester,
            String draftKey) {
        return FirstInsert.of(sql.insertInto(PERMIT)
                .set(PERMIT.TENANT, tenant.name())
                .set(PERMIT.ID, id)
                .set(PERMIT.CHANGE_REQUEST, changeRequest)
                .set(PERMIT.PAYLOAD, permit.payload().toArray())
                .set(PERMIT.SIGNATURE, signature.sig().toArray())
                .set(PERMIT.KEYID, signature.keyid())
                .set(PERMIT.ENVIRONMENT, permit.environment().orElse(null))
                .set(PERMIT.REQUESTER, requester)
                .set(PERMIT.POLICY_REVISION, permit.policy().text())
                .set(PERMIT.NOT_AFTER, at(Instant.ofEpochMilli(permit.notAfter().millis())))
                .set(PERMIT.USES_LEFT, permit.uses())
                .set(PERMIT.DRAFT_KEY, draftKey));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    Optional<Row> find(Tenant tenant, UUID id) {
        return select(tenant).and(PERMIT.ID.eq(id)).fetchOptional(PermitRepository::row);
    }

    Optional<Row> byRequest(Tenant tenant, UUID changeRequest) {
        return select(tenant).and(PERMIT.CHANGE_REQUEST.eq(changeRequest)).fetchOptional(PermitRepository::row);
    }

    /**
     * What is needed to revoke a permit.
     *
     * @param id of the permit
     * @param payload what is signed
     * @param requester who asked
     */
    record Waiting(UUID id, Bytes payload, String requester) {}

    /** The permit of a change request, also while it is on its way into the log. */
    Optional<Waiting> waiting(Tenant tenant, UUID changeRequest) {
        return sql.select(PERMIT.ID, PERMIT.PAYLOAD, PERMIT.REQUESTER)
                .from(PERMIT)
                .where(PERMIT.TENANT.eq(tenant.name()))
                .and(PERMIT.CHANGE_REQUEST.eq(changeRequest))
                .fetchOptional(row -> new Waiting(row.value1(), Bytes.of(row.value2()), row.value3()));
    }

    private SelectConditionStep<? extends Record> select(Tenant tenant) {
        return sql.select(PERMIT.fields())
                .select(PERMIT_REVOCATION.REVOKED_AT, LEDGER_KEY.SEQ)
                .from(PERMIT)
                .join(LEDGER_KEY)
                .on(Receipts.of(PERMIT.TENANT, PERMIT.DRAFT_KEY))
                .leftJoin(PERMIT_REVOCATION)
                .on(PERMIT_REVOCATION.TENANT.eq(PERMIT.TENANT))
                .and(PERMIT_REVOCATION.PERMIT_ID.eq(PERMIT.ID))
                .where(PERMIT.TENANT.eq(tenant.name()));
    }

    private static Row row(Record row) {
        return new Row(
                row.getValue(PERMIT.ID),
                Bytes.of(row.getValue(PERMIT.PAYLOAD)),
                Bytes.of(row.getValue(PERMIT.SIGNATURE)),
                row.getValue(PERMIT.KEYID),
                row.getValue(PERMIT.REQUESTER),
                row.getValue(PERMIT.USES_LEFT),
                Optional.ofNullable(row.getValue(PERMIT_REVOCATION.REVOKED_AT)).map(OffsetDateTime::toInstant),
                row.getValue(LEDGER_KEY.SEQ));
    }

    /** The newest permits before {@code cursor} (exclusive; all if empty), newest first. */
    List<Row> page(Tenant tenant, Filter filter, Set<String> withdrawn, Instant now, Optional<UUID> cursor, int limit) {
        List<Condition> conditions = new ArrayList<>();
        cursor.ifPresent(id -> conditions.add(PERMIT.ID.lt(id)));
        filter.environment().ifPresent(name -> conditions.add(PERMIT.ENVIRONMENT.eq(name)));
        filter.requester().ifPresent(id -> conditions.add(PERMIT.REQUESTER.eq(id)));
        filter.state().ifPresent(state -> conditions.add(in(state, withdrawn, now)));
        return select(tenant)
                .and(DSL.and(conditions))
                .orderBy(PERMIT.ID.desc())
                .limit(limit)
                .fetch(PermitRepository::row);
    }

    /** As {@link PermitState#of} says. */
    private static Condition in(PermitState state, Set<String> withdrawn, Instant now) {
        Condition revoked = PERMIT_REVOCATION.REVOKED_AT.isNotNull();
        Condition underWithdrawn = PERMIT.POLICY_REVISION.in(withdrawn);
        Condition used = PERMIT.USES_LEFT.eq(0L);
        Condition expired = PERMIT.NOT_AFTER.le(at(now));
        return switch (state) {
            case REVOKED -> revoked;
            case WITHDRAWN -> DSL.not(revoked).and(underWithdrawn);
            case USED -> DSL.not(revoked).andNot(underWithdrawn).and(used);
            case EXPIRED -> DSL.not(revoked).andNot(underWithdrawn).andNot(used).and(expired);
            case ACTIVE -> DSL.not(revoked).andNot(underWithdrawn).andNot(used).andNot(expired);
        };
    }

    /** Revoked permits whose time is not over, in the order of their ids; also those whose revocation is on its way into the log. */
    List<Row> revoked(Tenant tenant, Instant now, int limit) {
        return select(tenant)
                .and(PERMIT_REVOCATION.REVOKED_AT.isNotNull())
                .and(PERMIT.NOT_AFTER.gt(at(now)))
                .orderBy(PERMIT.ID)
                .limit(limit)
                .fetch(PermitRepository::row);
    }

    /** Keeps the permit from being redeemed or revoked by others until the change is over, and gives how often it may be redeemed. */
    long lock(Tenant tenant, UUID id) {
        return sql.select(PERMIT.USES_LEFT)
                .from(PERMIT)
                .where(PERMIT.TENANT.eq(tenant.name()))
                .and(PERMIT.ID.eq(id))
                .forUpdate()
                .fetchSingle(row -> row.value1());
    }

    /** Takes one use; the permit is locked. */
    void use(Tenant tenant, UUID id) {
        sql.update(PERMIT)
                .set(PERMIT.USES_LEFT, PERMIT.USES_LEFT.minus(1))
                .where(PERMIT.TENANT.eq(tenant.name()))
                .and(PERMIT.ID.eq(id))
                .execute();
    }

    boolean isRevoked(Tenant tenant, UUID id) {
        return sql.fetchExists(sql.selectOne()
                .from(PERMIT_REVOCATION)
                .where(PERMIT_REVOCATION.TENANT.eq(tenant.name()))
                .and(PERMIT_REVOCATION.PERMIT_ID.eq(id)));
    }

    /** Revokes a permit that is locked and not revoked. */
    void revoke(Tenant tenant, UUID id, Instant now, String draftKey) {
        sql.insertInto(PERMIT_REVOCATION)
                .set(PERMIT_REVOCATION.TENANT, tenant.name())
                .set(PERMIT_REVOCATION.PERMIT_ID, id)
                .set(PERMIT_REVOCATION.REVOKED_AT, at(now))
                .set(PERMIT_REVOCATION.DRAFT_KEY, draftKey)
                .execute();
    }
}
