package dev.writ.api.operation;

import static dev.writ.api.schema.Tables.OPERATION;
import static dev.writ.api.schema.Tables.OPERATION_PART;

import dev.writ.api.platform.Columns;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Bytes;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Rows of {@code operation} and {@code operation_part}. */
@Repository
class OperationRepository {
    /** Below what the embedded database takes in one value. */
    private static final int PART = 512 * 1024;

    private static final Field<Boolean> KEPT = DSL.field(DSL.exists(DSL.selectOne()
                    .from(OPERATION_PART)
                    .where(OPERATION_PART.TENANT.eq(OPERATION.TENANT))
                    .and(OPERATION_PART.OPERATION_ID.eq(OPERATION.ID))))
            .as("kept");

    private final DSLContext sql;

    OperationRepository(DSLContext sql) {
        this.sql = sql;
    }

    void insert(Tenant tenant, UUID id, Kind kind, String principal, boolean personal, Instant now) {
        sql.insertInto(OPERATION)
                .set(OPERATION.TENANT, tenant.name())
                .set(OPERATION.ID, id)
                .set(OPERATION.KIND, kind.word())
                .set(OPERATION.PRINCIPAL_ID, principal)
                .set(OPERATION.STATE, State.RUNNING.word())
                .set(OPERATION.PERSONAL, personal)
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
    boolean done(Tenant tenant, UUID id, long done, OptionalLong total, Json outcome, Instant now) {
        return sql.update(OPERATION)
                        .set(OPERATION.STATE, State.DONE.word())
                        .set(OPERATION.DONE, done)
                        .set(OPERATION.TOTAL, total.isPresent() ? total.getAsLong() : null)
                        .set(OPERATION.OUTCOME, Columns.write(outcome))
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

    void insertResult(Tenant tenant, UUID id, byte[] result) {
        for (int part = 0; part * PART < result.length; part++) {
            sql.insertInto(OPERATION_PART)
                    .set(OPERATION_PART.TENANT, tenant.name())
                    .set(OPERATION_PART.OPERATION_ID, id)
                    .set(OPERATION_PART.PART, part)
                    .set(
                            OPERATION_PART.BYTES,
                            Arrays.copyOfRange(result, part * PART, Math.min(result.length, (part + 1) * PART)))
                    .execute();
        }
    }

    /** The result, as long as it is kept. */
    Optional<Bytes> result(Tenant tenant, UUID id) {
        var all = new ByteArrayOutputStream();
        sql.select(OPERATION_PART.BYTES)
                .from(OPERATION_PART)
                .where(OPERATION_PART.TENANT.eq(tenant.name()))
                .and(OPERATION_PART.OPERATION_ID.eq(id))
                .orderBy(OPERATION_PART.PART)
                .fetch()
                .forEach(row -> all.writeBytes(row.value1()));
        return all.size() == 0 ? Optional.empty() : Optional.of(Bytes.of(all));
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
    }

    /** Forgets operations that ended before a time, and have no result any more. */
    void forget(Instant before) {
        sql.deleteFrom(OPERATION)
                .where(OPERATION.ENDED_AT.lt(utc(before)))
                .and(DSL.notExists(DSL.selectOne()
                        .from(OPERATION_PART)
                        .where(OPERATION_PART.TENANT.eq(OPERATION.TENANT))
                        .and(OPERATION_PART.OPERATION_ID.eq(OPERATION.ID))))
                .execute();
    }

    Optional<Operation> find(Tenant tenant, String principal, UUID id) {
        return sql.select(OPERATION.fields())
                .select(KEPT)
                .from(OPERATION)
                .where(OPERATION.TENANT.eq(tenant.name()))
                .and(OPERATION.PRINCIPAL_ID.eq(principal))
                .and(OPERATION.ID.eq(id))
                .fetchOptional(OperationRepository::operation);
    }

    /** A principal's operations, those begun after {@code cursor} left out, newest first. */
    List<Operation> page(Tenant tenant, String principal, Optional<UUID> cursor, int limit) {
        return sql.select(OPERATION.fields())
                .select(KEPT)
                .from(OPERATION)
                .where(OPERATION.TENANT.eq(tenant.name()))
                .and(OPERATION.PRINCIPAL_ID.eq(principal))
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
                row.get(KEPT));
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
