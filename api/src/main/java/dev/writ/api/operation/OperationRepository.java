package dev.writ.api.operation;

import static dev.writ.api.schema.Tables.OPERATION;
import static dev.writ.api.schema.Tables.OPERATION_PART;
import static dev.writ.api.schema.Tables.OPERATION_TENANT;

import dev.writ.api.platform.Columns;
import dev.writ.api.platform.FirstInsert;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Bytes;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Rows of {@code operation}, {@code operation_part} and {@code operation_tenant}. Times are the database's: clocks of nodes differ. */
@Repository
class OperationRepository {
    /** Below what the embedded database takes in one value. */
    private static final int PART = 512 * 1024;

    private final DSLContext sql;

    OperationRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** What time it is. */
    Instant now() {
        return sql.select(DSL.currentOffsetDateTime()).fetchSingle().value1().toInstant();
    }

    /** Makes the row that {@link #lock} locks, unless it is there. */
    void insertTenant(Tenant tenant) {
        FirstInsert.of(sql.insertInto(OPERATION_TENANT)
                .set(OPERATION_TENANT.TENANT, tenant.name())
                .set(OPERATION_TENANT.ERASURES, 0L));
    }

    /**
     * Has everybody wait who begins an operation of a tenant, ends one well, or erases, until this change is committed.
     *
     * @return how many erasures the tenant has seen
     */
    long lock(Tenant tenant) {
        return sql.select(OPERATION_TENANT.ERASURES)
                .from(OPERATION_TENANT)
                .where(OPERATION_TENANT.TENANT.eq(tenant.name()))
                .forUpdate()
                .fetchSingle()
                .value1();
    }

    /** Counts an erasure, and locks as {@link #lock} does. */
    void countErasure(Tenant tenant) {
        sql.update(OPERATION_TENANT)
                .set(OPERATION_TENANT.ERASURES, OPERATION_TENANT.ERASURES.plus(1))
                .where(OPERATION_TENANT.TENANT.eq(tenant.name()))
                .execute();
    }

    void insert(Tenant tenant, UUID id, Kind kind, String principal, boolean personal, long erasures, Instant now) {
        sql.insertInto(OPERATION)
                .set(OPERATION.TENANT, tenant.name())
                .set(OPERATION.ID, id)
                .set(OPERATION.KIND, kind.word())
                .set(OPERATION.PRINCIPAL_ID, principal)
                .set(OPERATION.STATE, State.RUNNING.word())
                .set(OPERATION.PERSONAL, personal)
                .set(OPERATION.ERASURES, erasures)
                .set(OPERATION.DONE, 0L)
                .set(OPERATION.STARTED_AT, utc(now))
                .set(OPERATION.BEAT_AT, utc(now))
                .execute();
    }

    /** How many of a principal's are running. */
    int running(Tenant tenant, String principal) {
        return sql.fetchCount(
                OPERATION,
                OPERATION.TENANT.eq(tenant.name()),
                OPERATION.PRINCIPAL_ID.eq(principal),
                OPERATION.STATE.eq(State.RUNNING.word()));
    }

    /** How many bytes of results are kept for a principal. */
    long kept(Tenant tenant, String principal) {
        return kept(OPERATION.TENANT.eq(tenant.name()).and(OPERATION.PRINCIPAL_ID.eq(principal)));
    }

    /** How many bytes of results are kept for everybody. */
    long kept(Tenant tenant) {
        return kept(OPERATION.TENANT.eq(tenant.name()));
    }

    private long kept(Condition which) {
        return sql.select(DSL.coalesce(DSL.sum(OPERATION.RESULT_BYTES), BigDecimal.ZERO))
                .from(OPERATION)
                .where(which)
                .fetchSingle()
                .value1()
                .longValueExact();
    }

    /** Forgets one that nobody has been at work on. */
    void delete(Tenant tenant, UUID id) {
        sql.deleteFrom(OPERATION).where(running(tenant, id)).execute();
    }

    /** Says that a node is at work on it, and how far it is. */
    void beat(Tenant tenant, UUID id, long done, OptionalLong total, Instant now) {
        sql.update(OPERATION)
                .set(OPERATION.DONE, done)
                .set(OPERATION.TOTAL, total.isPresent() ? total.getAsLong() : null)
                .set(OPERATION.BEAT_AT, utc(now))
                .where(running(tenant, id))
                .execute();
    }

    /** Ends it well; false if it has ended already, and then nothing of its result may be kept. */
    boolean done(Tenant tenant, UUID id, long done, OptionalLong total, Outcome outcome, Instant now) {
        return sql.update(OPERATION)
                        .set(OPERATION.STATE, State.DONE.word())
                        .set(OPERATION.DONE, done)
                        .set(OPERATION.TOTAL, total.isPresent() ? total.getAsLong() : null)
                        .set(OPERATION.OUTCOME, Columns.write(outcome.details()))
                        .set(
                                OPERATION.RESULT_BYTES,
                                outcome.result()
                                        .map(bytes -> (long) bytes.size())
                                        .orElse(0L))
                        .set(OPERATION.ENDED_AT, utc(now))
                        .where(running(tenant, id))
                        .execute()
                == 1;
    }

    /** Ends it with a problem, unless it has ended. */
    void fail(Tenant tenant, UUID id, Json problem, Instant now) {
        fail(running(tenant, id), problem, now);
    }

    /** Ends those that no node has been at work on since a time. */
    void interrupt(Instant since, Json problem, Instant now) {
        fail(OPERATION.STATE.eq(State.RUNNING.word()).and(OPERATION.BEAT_AT.lt(utc(since))), problem, now);
    }

    /** Ends those of a tenant whose result may hold values that are being erased. */
    void failPersonal(Tenant tenant, Json problem, Instant now) {
        fail(
                OPERATION
                        .TENANT
                        .eq(tenant.name())
                        .and(OPERATION.STATE.eq(State.RUNNING.word()))
                        .and(OPERATION.PERSONAL.isTrue()),
                problem,
                now);
    }

    private void fail(Condition which, Json problem, Instant now) {
        sql.update(OPERATION)
                .set(OPERATION.STATE, State.FAILED.word())
                .set(OPERATION.PROBLEM, Columns.write(problem))
                .set(OPERATION.ENDED_AT, utc(now))
                .where(which)
                .execute();
    }

    void insertResult(Tenant tenant, UUID id, Bytes result) {
        for (int part = 0; part * PART < result.size(); part++) {
            sql.insertInto(OPERATION_PART)
                    .set(OPERATION_PART.TENANT, tenant.name())
                    .set(OPERATION_PART.OPERATION_ID, id)
                    .set(OPERATION_PART.PART, part)
                    .set(
                            OPERATION_PART.BYTES,
                            result.slice(part * PART, Math.min(result.size(), (part + 1) * PART))
                                    .toArray())
                    .execute();
        }
    }

    /** A part of a result, from 0 on; empty after the last one, and once the result is not kept any more. */
    Optional<byte[]> part(Tenant tenant, UUID id, int part) {
        return sql.select(OPERATION_PART.BYTES)
                .from(OPERATION_PART)
                .where(OPERATION_PART.TENANT.eq(tenant.name()))
                .and(OPERATION_PART.OPERATION_ID.eq(id))
                .and(OPERATION_PART.PART.eq(part))
                .fetchOptional(OPERATION_PART.BYTES);
    }

    /** Forgets the results of a tenant that may hold values which are being erased. */
    void forgetPersonalResults(Tenant tenant) {
        forgetResults(OPERATION.TENANT.eq(tenant.name()).and(OPERATION.PERSONAL.isTrue()));
    }

    /** Forgets results that were there before a time. */
    void forgetResults(Instant before) {
        forgetResults(OPERATION.ENDED_AT.lt(utc(before)));
    }

    private void forgetResults(Condition which) {
        sql.deleteFrom(OPERATION_PART)
                .where(DSL.exists(DSL.selectOne()
                        .from(OPERATION)
                        .where(OPERATION.TENANT.eq(OPERATION_PART.TENANT))
                        .and(OPERATION.ID.eq(OPERATION_PART.OPERATION_ID))
                        .and(which)))
                .execute();
        sql.update(OPERATION)
                .set(OPERATION.RESULT_BYTES, 0L)
                .where(which)
                .and(OPERATION.RESULT_BYTES.gt(0L))
                .execute();
    }

    /** Forgets operations that ended before a time, and have no result any more. */
    void forget(Instant before) {
        sql.deleteFrom(OPERATION)
                .where(OPERATION.ENDED_AT.lt(utc(before)))
                .and(OPERATION.RESULT_BYTES.eq(0L))
                .execute();
    }

    Optional<Operation> find(Tenant tenant, String principal, UUID id) {
        return sql.select(OPERATION.fields())
                .from(OPERATION)
                .where(OPERATION.TENANT.eq(tenant.name()))
                .and(OPERATION.PRINCIPAL_ID.eq(principal))
                .and(OPERATION.ID.eq(id))
                .fetchOptional(OperationRepository::operation);
    }

    /** A principal's operations of these kinds, those begun after {@code cursor} left out, newest first. */
    List<Operation> page(Tenant tenant, String principal, List<Kind> kinds, Optional<UUID> cursor, int limit) {
        return sql.select(OPERATION.fields())
                .from(OPERATION)
                .where(OPERATION.TENANT.eq(tenant.name()))
                .and(OPERATION.PRINCIPAL_ID.eq(principal))
                .and(OPERATION.KIND.in(kinds.stream().map(Kind::word).toList()))
                .and(cursor.map(OPERATION.ID::lt).orElse(DSL.noCondition()))
                .orderBy(OPERATION.ID.desc())
                .limit(limit)
                .fetch(OperationRepository::operation);
    }

    private static Operation operation(Record row) {
        Long total = row.get(OPERATION.TOTAL);
        return new Operation(
                row.get(OPERATION.ID),
                Kind.of(row.get(OPERATION.KIND)),
                row.get(OPERATION.PRINCIPAL_ID),
                State.of(row.get(OPERATION.STATE)),
                row.get(OPERATION.DONE),
                total == null ? OptionalLong.empty() : OptionalLong.of(total),
                row.get(OPERATION.STARTED_AT).toInstant(),
                Optional.ofNullable(row.get(OPERATION.ENDED_AT)).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.get(OPERATION.OUTCOME)).map(Columns::read),
                Optional.ofNullable(row.get(OPERATION.PROBLEM)).map(Columns::read),
                row.get(OPERATION.RESULT_BYTES));
    }

    private static Condition running(Tenant tenant, UUID id) {
        return OPERATION
                .TENANT
                .eq(tenant.name())
                .and(OPERATION.ID.eq(id))
                .and(OPERATION.STATE.eq(State.RUNNING.word()));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
