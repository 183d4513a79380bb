package dev.writ.api.notification;

import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.WEBHOOK;
import static dev.writ.api.schema.Tables.WEBHOOK_KEY;
import static dev.writ.api.schema.Tables.WEBHOOK_SECRET;
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

/** Rows of {@code webhook}, {@code webhook_secret} and {@code webhook_key}. */
@Repository
class WebhookRepository {
    private final DSLContext sql;

    WebhookRepository(DSLContext sql) {
        this.sql = sql;
    }

    void insert(Tenant tenant, Webhook webhook, String draftKey) {
        sql.insertInto(WEBHOOK)
                .set(WEBHOOK.TENANT, tenant.name())
                .set(WEBHOOK.ID, webhook.id())
                .set(WEBHOOK.URL, webhook.url())
                .set(WEBHOOK.EVENTS, Columns.write(Columns.json(webhook.events())))
                .set(WEBHOOK.DESCRIPTION, webhook.description())
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

    /** Where to send to; empty if it is disabled or removed. */
    Optional<String> url(Tenant tenant, UUID id) {
        return sql.select(WEBHOOK.URL).from(WEBHOOK).where(active(tenant, id)).fetchOptional(row -> row.value1());
    }

    /** Keeps others from replacing its secret until this transaction ends; false if it is disabled or removed. */
    boolean lock(Tenant tenant, UUID id) {
        return sql.select(WEBHOOK.ID)
                .from(WEBHOOK)
                .where(active(tenant, id))
                .forUpdate()
                .fetchOptional()
                .isPresent();
    }

    private static Condition active(Tenant tenant, UUID id) {
        return WEBHOOK.TENANT
                .eq(tenant.name())
                .and(WEBHOOK.ID.eq(id))
                .and(WEBHOOK.REMOVED_AT.isNull())
                .and(WEBHOOK.DISABLED_AT.isNull());
    }

    void insertSecret(Tenant tenant, UUID id, UUID webhook, byte[] secret) {
        sql.insertInto(WEBHOOK_SECRET)
                .set(WEBHOOK_SECRET.TENANT, tenant.name())
                .set(WEBHOOK_SECRET.ID, id)
                .set(WEBHOOK_SECRET.WEBHOOK_ID, webhook)
                .set(WEBHOOK_SECRET.SECRET, secret)
                .execute();
    }

    /** The secrets that are used at a time, as they are stored, the newest first. */
    List<Bytes> secrets(Tenant tenant, UUID webhook, Instant now) {
        return sql.select(WEBHOOK_SECRET.SECRET)
                .from(WEBHOOK_SECRET)
                .where(of(tenant, webhook))
                .and(WEBHOOK_SECRET.ENDS_AT.isNull().or(WEBHOOK_SECRET.ENDS_AT.gt(utc(now))))
                .orderBy(WEBHOOK_SECRET.ID.desc())
                .fetch(row -> Bytes.of(row.value1()));
    }

    /** Lets the secret without an end be used until then, and removes those that ended before {@code now}. */
    void endSecrets(Tenant tenant, UUID webhook, Instant now, Instant end) {
        sql.deleteFrom(WEBHOOK_SECRET)
                .where(of(tenant, webhook))
                .and(WEBHOOK_SECRET.ENDS_AT.le(utc(now)))
                .execute();
        sql.update(WEBHOOK_SECRET)
                .set(WEBHOOK_SECRET.ENDS_AT, utc(end))
                .where(of(tenant, webhook))
                .and(WEBHOOK_SECRET.ENDS_AT.isNull())
                .execute();
    }

    /** Removes every secret of a webhook. */
    void removeSecrets(Tenant tenant, UUID webhook) {
        sql.deleteFrom(WEBHOOK_SECRET).where(of(tenant, webhook)).execute();
    }

    /** Removes the secrets of all webhooks that ended before a time. */
    void forgetSecrets(Instant before) {
        sql.deleteFrom(WEBHOOK_SECRET)
                .where(WEBHOOK_SECRET.ENDS_AT.le(utc(before)))
                .execute();
    }

    private static Condition of(Tenant tenant, UUID webhook) {
        return WEBHOOK_SECRET.TENANT.eq(tenant.name()).and(WEBHOOK_SECRET.WEBHOOK_ID.eq(webhook));
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

    /** Removes it; false if it is removed already. */
    boolean remove(Tenant tenant, UUID id, Instant now) {
        return sql.update(WEBHOOK)
                        .set(WEBHOOK.REMOVED_AT, utc(now))
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
