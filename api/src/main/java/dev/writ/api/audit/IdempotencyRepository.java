package dev.writ.api.audit;

import static dev.writ.api.schema.Tables.IDEMPOTENCY;

import dev.writ.api.platform.FirstInsert;
import dev.writ.api.platform.Tenant;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Rows of {@code idempotency}. */
@Repository
class IdempotencyRepository {
    private final DSLContext sql;
    private final Clock clock;

    IdempotencyRepository(DSLContext sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What a key led to. */
    record First(String requestDigest, UUID result) {}

    Optional<First> find(Tenant tenant, String principal, String operation, String key) {
        return sql.select(IDEMPOTENCY.REQUEST_DIGEST, IDEMPOTENCY.RESULT_ID)
                .from(IDEMPOTENCY)
                .where(IDEMPOTENCY.TENANT.eq(tenant.name()))
                .and(IDEMPOTENCY.PRINCIPAL_ID.eq(principal))
                .and(IDEMPOTENCY.OPERATION.eq(operation))
                .and(IDEMPOTENCY.IDEM_KEY.eq(key))
                .fetchOptional(row -> new First(row.value1(), row.value2()));
    }

    /** False if the key is there already. */
    boolean insert(Tenant tenant, String principal, String operation, String key, String digest, UUID result) {
        return FirstInsert.of(sql.insertInto(IDEMPOTENCY)
                .set(IDEMPOTENCY.TENANT, tenant.name())
                .set(IDEMPOTENCY.PRINCIPAL_ID, principal)
                .set(IDEMPOTENCY.OPERATION, operation)
                .set(IDEMPOTENCY.IDEM_KEY, key)
                .set(IDEMPOTENCY.REQUEST_DIGEST, digest)
                .set(IDEMPOTENCY.RESULT_ID, result)
                .set(IDEMPOTENCY.CREATED_AT, OffsetDateTime.now(clock)));
    }

    /** Overwrites the digests of the requests that led to something. */
    void forget(Tenant tenant, UUID result) {
        sql.update(IDEMPOTENCY)
                .set(IDEMPOTENCY.REQUEST_DIGEST, "erased")
                .where(IDEMPOTENCY.TENANT.eq(tenant.name()))
                .and(IDEMPOTENCY.RESULT_ID.eq(result))
                .execute();
    }
}
