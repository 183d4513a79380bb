package dev.writ.api.notification;

import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.WEBHOOK;
import static dev.writ.api.schema.Tables.WEBHOOK_KEY;
import static org.jooq.impl.DSL.noCondition;

import dev.writ.api.audit.Receipts;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.FirstInsert;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.merkle.Bytes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record6;
import org.jooq.SelectConditionStep;
import org.springframework.stereotype.Repository;

/** Rows of {@code webhook} and {@code webhook_key}. */
@Repository
class WebhookRepository {
    private static final byte[] NO_SECRET = {};

    private final DSLContext sql;

    WebhookRepository(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * Where to send to, and what to sign with.
     *
     * @param secret as it is stored
     */
    record Target(String url, Bytes secret) {}

    void insert(Tenant tenant, Webhook webhook, byte[] secret, String draftKey) {
        sql.insertInto(WEBHOOK)
                .set(WEBHOOK.TENANT, tenant.name())
                .set(WEBHOOK.ID, webhook.id())
                .set(WEBHOOK.URL, webhook.url())
                .set(WEBHOOK.EVENTS, Columns.write(Columns.json(webhook.events())))
                .set(WEBHOOK.DESCRIPTION, webhook.description())
                .set(WEBHOOK.SECRET, secret)
                .set(WEBHOOK.CREATED_AT, utc(webhook.createdAt()))
                .set(WEBHOOK.DRAFT_KEY, draftKey)
                .execute();
    }

    /** How many are registered, even those that are not in the log yet. */
    int registered(Tenant tenant) {
        return sql.fetchCount(WEBHOOK, WEBHOOK.TENANT.eq(tenant.name()), WEBHOOK.REMOVED_AT.isNull());
    }

    Optional<Webhook> find(Tenant tenant, UUID id) {
        return select(tenant, WEBHOOK.ID.eq(id)).fetchOptional(WebhookRepository::webhook);
    }

    /** Those that are registered and not disabled. */
    List<Webhook> active(Tenant tenant) {
        return select(tenant, WEBHOOK.DISABLED_AT.isNull()).fetch(WebhookRepository::webhook);
    }

    /** Webhooks after {@code cursor}, in the order in which they were registered. */
    List<Webhook> page(Tenant tenant, Optional<UUID> cursor, int limit) {
        return select(tenant, cursor.map(WEBHOOK.ID::gt).orElse(noCondition()))
                .orderBy(WEBHOOK.ID)
                .limit(limit)
                .fetch(WebhookRepository::webhook);
    }

    Optional<Target> target(Tenant tenant, UUID id) {
        return sql.select(WEBHOOK.URL, WEBHOOK.SECRET)
                .from(WEBHOOK)
                .where(WEBHOOK.TENANT.eq(tenant.name()))
                .and(WEBHOOK.ID.eq(id))
                .and(WEBHOOK.REMOVED_AT.isNull())
                .and(WEBHOOK.DISABLED_AT.isNull())
                .fetchOptional(row -> new Target(row.value1(), Bytes.of(row.value2())));
    }

    /** False if it is disabled or removed already. */
    boolean disable(Tenant tenant, UUID id, Instant now) {
        return sql.update(WEBHOOK)
                        .set(WEBHOOK.DISABLED_AT, utc(now))
                        .where(WEBHOOK.TENANT.eq(tenant.name()))
                        .and(WEBHOOK.ID.eq(id))
                        .and(WEBHOOK.DISABLED_AT.isNull())
                        .and(WEBHOOK.REMOVED_AT.isNull())
                        .execute()
                == 1;
    }

    /** Removes it and its secret; false if it is removed already. */
    boolean remove(Tenant tenant, UUID id, Instant now) {
        return sql.update(WEBHOOK)
                        .set(WEBHOOK.REMOVED_AT, utc(now))
                        .set(WEBHOOK.SECRET, NO_SECRET)
                        .where(WEBHOOK.TENANT.eq(tenant.name()))
                        .and(WEBHOOK.ID.eq(id))
                        .and(WEBHOOK.REMOVED_AT.isNull())
                        .execute()
                == 1;
    }

    /** Names of the keys that secrets are encrypted with, of all tenants. */
    List<String> keyIds() {
        return sql.selectDistinct(WEBHOOK_KEY.KEY_ID).from(WEBHOOK_KEY).fetch(row -> row.value1());
    }

    /** Whether the tenant's secrets are encrypted with this key; the first one counts. */
    boolean agree(Tenant tenant, String keyId) {
        boolean first = keyId(tenant).isEmpty()
                && FirstInsert.of(sql.insertInto(WEBHOOK_KEY)
                        .set(WEBHOOK_KEY.TENANT, tenant.name())
                        .set(WEBHOOK_KEY.KEY_ID, keyId));
        return first || keyId(tenant).filter(keyId::equals).isPresent();
    }

    private Optional<String> keyId(Tenant tenant) {
        return sql.select(WEBHOOK_KEY.KEY_ID)
                .from(WEBHOOK_KEY)
                .where(WEBHOOK_KEY.TENANT.eq(tenant.name()))
                .fetchOptional(row -> row.value1());
    }

    private SelectConditionStep<Record6<UUID, String, String, String, OffsetDateTime, OffsetDateTime>> select(
            Tenant tenant, Condition condition) {
        return sql.select(
                        WEBHOOK.ID,
                        WEBHOOK.URL,
                        WEBHOOK.EVENTS,
                        WEBHOOK.DESCRIPTION,
                        WEBHOOK.CREATED_AT,
                        WEBHOOK.DISABLED_AT)
                .from(WEBHOOK)
                .join(LEDGER_KEY)
                .on(Receipts.of(WEBHOOK.TENANT, WEBHOOK.DRAFT_KEY))
                .where(WEBHOOK.TENANT.eq(tenant.name()))
                .and(WEBHOOK.REMOVED_AT.isNull())
                .and(condition);
    }

    private static Webhook webhook(Record6<UUID, String, String, String, OffsetDateTime, OffsetDateTime> row) {
        return new Webhook(
                row.value1(),
                row.value2(),
                Columns.texts(row.value3()),
                row.value4(),
                row.value5().toInstant(),
                Optional.ofNullable(row.value6()).map(OffsetDateTime::toInstant));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
