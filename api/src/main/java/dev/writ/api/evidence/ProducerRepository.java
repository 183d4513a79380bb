package dev.writ.api.evidence;

import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.PRODUCER_KEY;

import dev.writ.api.audit.Receipts;
import dev.writ.api.platform.FirstInsert;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.merkle.Bytes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Rows of {@code producer_key}. */
@Repository
class ProducerRepository {
    private final DSLContext sql;

    ProducerRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** False if the key id is taken. */
    boolean insert(Tenant tenant, Producer producer, Instant now, String draftKey) {
        return FirstInsert.of(sql.insertInto(PRODUCER_KEY)
                .set(PRODUCER_KEY.TENANT, tenant.name())
                .set(PRODUCER_KEY.KEYID, producer.keyid())
                .set(PRODUCER_KEY.PRODUCER, producer.id())
                .set(PRODUCER_KEY.ALGORITHM, "ed25519")
                .set(PRODUCER_KEY.PUBLIC_KEY, producer.publicKey().toArray())
                .set(PRODUCER_KEY.CREATED_AT, now.atOffset(ZoneOffset.UTC))
                .set(PRODUCER_KEY.DRAFT_KEY, draftKey));
    }

    /** The key, if it is in the log and not revoked. */
    Optional<Producer> live(Tenant tenant, String keyid) {
        return sql.select(PRODUCER_KEY.KEYID, PRODUCER_KEY.PRODUCER, PRODUCER_KEY.PUBLIC_KEY)
                .from(PRODUCER_KEY)
                .join(LEDGER_KEY)
                .on(Receipts.of(PRODUCER_KEY.TENANT, PRODUCER_KEY.DRAFT_KEY))
                .where(PRODUCER_KEY.TENANT.eq(tenant.name()))
                .and(PRODUCER_KEY.KEYID.eq(keyid))
                .and(PRODUCER_KEY.REVOKED_AT.isNull())
                .fetchOptional(row -> new Producer(row.value1(), row.value2(), Bytes.of(row.value3())));
    }

    /** False if there is no such key that is not revoked. */
    boolean revoke(Tenant tenant, String keyid, Instant now) {
        return sql.update(PRODUCER_KEY)
                        .set(PRODUCER_KEY.REVOKED_AT, now.atOffset(ZoneOffset.UTC))
                        .where(PRODUCER_KEY.TENANT.eq(tenant.name()))
                        .and(PRODUCER_KEY.KEYID.eq(keyid))
                        .and(PRODUCER_KEY.REVOKED_AT.isNull())
                        .execute()
                == 1;
    }
}
