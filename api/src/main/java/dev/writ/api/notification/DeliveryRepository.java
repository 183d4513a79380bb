package dev.writ.api.notification;

import static dev.writ.api.schema.Tables.DELIVERY;
import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.NOTICE;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.not;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;

import dev.writ.api.audit.Receipts;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Rows of {@code notice} and {@code delivery}. */
@Repository
class DeliveryRepository {
    private static final String PENDING = "pending";
    private static final String DELIVERED = "delivered";
    private static final String DEAD = "dead";

    /** The states that a delivery can be in. */
    static final List<String> STATES = List.of(PENDING, DELIVERED, DEAD);

    private final DSLContext sql;

    DeliveryRepository(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * What a node can send now.
     *
     * @param tenants whom the service has; what is left of others waits until they are served again
     * @param webhooks whether it has the key of their secrets
     * @param mail whether it knows a server for e-mail
     * @param full receivers to whom it is sending as much as it may
     */
    record Ready(List<Tenant> tenants, boolean webhooks, boolean mail, Set<Destination> full) {
        Ready {
            tenants = List.copyOf(tenants);
            full = Set.copyOf(full);
        }
    }

    private static Condition sendable(Ready ready) {
        return DELIVERY.TENANT
                .in(ready.tenants().stream().map(Tenant::name).toList())
                .and(ready.webhooks() ? noCondition() : DELIVERY.RECEIVER.eq(Outgoing.MAIL))
                .and(ready.mail() ? noCondition() : DELIVERY.RECEIVER.ne(Outgoing.MAIL))
                .and(ready.full().stream()
                        .map(full ->
                                not(DELIVERY.TENANT.eq(full.tenant().name()).and(DELIVERY.RECEIVER.eq(full.name()))))
                        .reduce(noCondition(), Condition::and));
    }

    void insertNotice(Tenant tenant, UUID id, String event, String about, Json content, Instant now) {
        sql.insertInto(NOTICE)
                .set(NOTICE.TENANT, tenant.name())
                .set(NOTICE.ID, id)
                .set(NOTICE.EVENT, event)
                .set(NOTICE.ABOUT, about)
                .set(NOTICE.CONTENT, Columns.write(content))
                .set(NOTICE.CREATED_AT, utc(now))
                .set(NOTICE.OUTBOX_MARK, Long.MAX_VALUE)
                .execute();
    }

    /** Lets a notice go once everything that its transaction has drafted is in the log. */
    void mark(Tenant tenant, UUID notice) {
        sql.update(NOTICE)
                .set(NOTICE.OUTBOX_MARK, Receipts.mark(tenant))
                .where(NOTICE.TENANT.eq(tenant.name()))
                .and(NOTICE.ID.eq(notice))
                .execute();
    }

    void insert(Tenant tenant, UUID id, UUID notice, String receiver, Optional<String> principal, Instant now) {
        sql.insertInto(DELIVERY)
                .set(DELIVERY.TENANT, tenant.name())
                .set(DELIVERY.ID, id)
                .set(DELIVERY.NOTICE_ID, notice)
                .set(DELIVERY.RECEIVER, receiver)
                .set(DELIVERY.PRINCIPAL_ID, principal.orElse(null))
                .set(DELIVERY.STATE, PENDING)
                .set(DELIVERY.CLAIMS, 0L)
                .set(DELIVERY.ATTEMPTS, 0)
                .set(DELIVERY.DUE_AT, utc(now))
                .set(DELIVERY.CREATED_AT, utc(now))
                .execute();
    }

    /** What is due and in the log, the longest waiting first. */
    List<Outgoing> due(Instant now, Ready ready, int limit) {
        return sql.select(
                        DELIVERY.TENANT,
                        DELIVERY.ID,
                        DELIVERY.RECEIVER,
                        DELIVERY.PRINCIPAL_ID,
                        DELIVERY.CLAIMS,
                        DELIVERY.ATTEMPTS,
                        NOTICE.EVENT,
                        NOTICE.ABOUT,
                        NOTICE.CONTENT,
                        NOTICE.CREATED_AT,
                        DELIVERY.GIVEN_UP,
                        DELIVERY.LAST_STATUS,
                        DELIVERY.LAST_ERROR)
                .from(DELIVERY)
                .join(NOTICE)
                .on(NOTICE.TENANT.eq(DELIVERY.TENANT))
                .and(NOTICE.ID.eq(DELIVERY.NOTICE_ID))
                .where(DELIVERY.STATE.eq(PENDING))
                .and(DELIVERY.DUE_AT.le(utc(now)))
                .and(sendable(ready))
                .and(Receipts.settled(NOTICE.TENANT, NOTICE.OUTBOX_MARK))
                .orderBy(DELIVERY.DUE_AT, DELIVERY.ID)
                .limit(limit)
                .fetch(row -> new Outgoing(
                        new Tenant(row.value1()),
                        row.value2(),
                        row.value3(),
                        Optional.ofNullable(row.value4()),
                        row.value5(),
                        row.value6(),
                        row.value7(),
                        row.value8(),
                        row.value9(),
                        row.value10().toInstant(),
                        row.value11() ? Optional.of(end(row.value12(), row.value13())) : Optional.empty()));
    }

    private static Attempt end(@Nullable Integer status, @Nullable String why) {
        return why == null && status != null
                ? new Attempt.Gone(status)
                : new Attempt.Refused(Optional.ofNullable(status), Objects.requireNonNullElse(why, ""));
    }

    /** Writes down that what is still ours is sent no more, before the log is told; false if it is not ours. */
    boolean giveUp(Outgoing ours, Optional<Integer> status, Optional<String> why) {
        return sql.update(DELIVERY)
                        .set(DELIVERY.GIVEN_UP, true)
                        .set(DELIVERY.LAST_STATUS, status.orElse(null))
                        .set(DELIVERY.LAST_ERROR, why.orElse(null))
                        .where(held(ours))
                        .execute()
                == 1;
    }

    /** Takes a delivery until the lease ends; false if another node was first. */
    boolean claim(Outgoing seen, Instant leaseEnd) {
        return sql.update(DELIVERY)
                        .set(DELIVERY.CLAIMS, seen.claims() + 1)
                        .set(DELIVERY.ATTEMPTS, seen.attemptsOnceClaimed())
                        .set(DELIVERY.DUE_AT, utc(leaseEnd))
                        .where(held(seen))
                        .execute()
                == 1;
    }

    /** Marks as delivered what is still ours. */
    void delivered(Outgoing ours, Optional<Integer> status) {
        sql.update(DELIVERY)
                .set(DELIVERY.STATE, DELIVERED)
                .set(DELIVERY.LAST_STATUS, status.orElse(null))
                .setNull(DELIVERY.LAST_ERROR)
                .where(held(ours))
                .execute();
    }

    /** Puts off what is still ours. */
    void again(Outgoing ours, Instant due, Optional<Integer> status, String why) {
        sql.update(DELIVERY)
                .set(DELIVERY.DUE_AT, utc(due))
                .set(DELIVERY.LAST_STATUS, status.orElse(null))
                .set(DELIVERY.LAST_ERROR, why)
                .where(held(ours))
                .execute();
    }

    /** Gives back what is still ours as if it had not been tried. */
    void release(Outgoing ours, Instant now) {
        sql.update(DELIVERY)
                .set(DELIVERY.DUE_AT, utc(now))
                .set(DELIVERY.ATTEMPTS, ours.attempts() - 1)
                .where(held(ours))
                .execute();
    }

    /** Gives up what is still ours; false if it is not. */
    boolean dead(Outgoing ours, Optional<Integer> status, String why) {
        return sql.update(DELIVERY)
                        .set(DELIVERY.STATE, DEAD)
                        .set(DELIVERY.LAST_STATUS, status.orElse(null))
                        .set(DELIVERY.LAST_ERROR, why)
                        .where(held(ours))
                        .execute()
                == 1;
    }

    /** Gives up everything that waits for a receiver, as the entry tells. */
    void abandon(Tenant tenant, String receiver, int status, String why, String draftKey) {
        sql.update(DELIVERY)
                .set(DELIVERY.STATE, DEAD)
                .set(DELIVERY.DRAFT_KEY, draftKey)
                .set(DELIVERY.LAST_STATUS, status)
                .set(DELIVERY.LAST_ERROR, why)
                .where(DELIVERY.TENANT.eq(tenant.name()))
                .and(DELIVERY.RECEIVER.eq(receiver))
                .and(DELIVERY.STATE.eq(PENDING))
                .execute();
    }

    /** Names the entry that tells of a delivery which was given up just now. */
    void tell(Tenant tenant, UUID id, String draftKey) {
        sql.update(DELIVERY)
                .set(DELIVERY.DRAFT_KEY, draftKey)
                .where(DELIVERY.TENANT.eq(tenant.name()))
                .and(DELIVERY.ID.eq(id))
                .execute();
    }

    /** Removes everything that is kept of a receiver. */
    void remove(Tenant tenant, String receiver) {
        sql.deleteFrom(DELIVERY)
                .where(DELIVERY.TENANT.eq(tenant.name()))
                .and(DELIVERY.RECEIVER.eq(receiver))
                .execute();
    }

    /** Makes a delivery that has ended due again; false if there is none, or it has not ended. */
    boolean revive(Tenant tenant, String receiver, UUID id, Instant now) {
        return sql.update(DELIVERY)
                        .set(DELIVERY.STATE, PENDING)
                        .set(DELIVERY.ATTEMPTS, 0)
                        .set(DELIVERY.GIVEN_UP, false)
                        .setNull(DELIVERY.DRAFT_KEY)
                        .set(DELIVERY.DUE_AT, utc(now))
                        .where(DELIVERY.TENANT.eq(tenant.name()))
                        .and(DELIVERY.RECEIVER.eq(receiver))
                        .and(DELIVERY.ID.eq(id))
                        .and(DELIVERY.STATE.ne(PENDING))
                        .execute()
                == 1;
    }

    boolean exists(Tenant tenant, String receiver, UUID id) {
        return sql.fetchExists(
                DELIVERY, DELIVERY.TENANT.eq(tenant.name()), DELIVERY.RECEIVER.eq(receiver), DELIVERY.ID.eq(id));
    }

    /**
     * Deliveries to a receiver after {@code cursor}, in the order in which they were made; without those whose entry is on its way
     * to the log.
     */
    List<Delivery> page(Tenant tenant, String receiver, Optional<String> state, Optional<UUID> cursor, int limit) {
        return sql.select(
                        DELIVERY.ID,
                        NOTICE.EVENT,
                        NOTICE.ABOUT,
                        DELIVERY.PRINCIPAL_ID,
                        DELIVERY.STATE,
                        DELIVERY.ATTEMPTS,
                        DELIVERY.DUE_AT,
                        DELIVERY.LAST_STATUS,
                        DELIVERY.LAST_ERROR,
                        DELIVERY.CREATED_AT)
                .from(DELIVERY)
                .join(NOTICE)
                .on(NOTICE.TENANT.eq(DELIVERY.TENANT))
                .and(NOTICE.ID.eq(DELIVERY.NOTICE_ID))
                .leftJoin(LEDGER_KEY)
                .on(Receipts.of(DELIVERY.TENANT, DELIVERY.DRAFT_KEY))
                .where(DELIVERY.TENANT.eq(tenant.name()))
                .and(DELIVERY.RECEIVER.eq(receiver))
                .and(state.map(DELIVERY.STATE::eq).orElse(noCondition()))
                .and(cursor.map(DELIVERY.ID::gt).orElse(noCondition()))
                .and(Receipts.settled(NOTICE.TENANT, NOTICE.OUTBOX_MARK))
                .and(DELIVERY.DRAFT_KEY.isNull().or(LEDGER_KEY.IDEM_KEY.isNotNull()))
                .orderBy(DELIVERY.ID)
                .limit(limit)
                .fetch(row -> new Delivery(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        Optional.ofNullable(row.value4()),
                        row.value5(),
                        row.value6(),
                        row.value5().equals(PENDING) ? Optional.of(row.value7().toInstant()) : Optional.empty(),
                        Optional.ofNullable(row.value8()),
                        Optional.ofNullable(row.value9()),
                        row.value10().toInstant()));
    }

    /** How many deliveries of a tenant are in a state. */
    int count(Tenant tenant, String state) {
        return sql.fetchCount(DELIVERY, DELIVERY.TENANT.eq(tenant.name()), DELIVERY.STATE.eq(state));
    }

    /** Clears what notices about a resource say beyond that there is something about it. */
    void forgetContent(Tenant tenant, String about) {
        sql.update(NOTICE)
                .set(NOTICE.CONTENT, "{}")
                .where(NOTICE.TENANT.eq(tenant.name()))
                .and(NOTICE.ABOUT.eq(about))
                .execute();
    }

    /** Forgets what ended before a time, and the notices that nothing is kept of. */
    void forget(Instant before) {
        sql.deleteFrom(DELIVERY)
                .where(DELIVERY.STATE.ne(PENDING))
                .and(DELIVERY.CREATED_AT.lt(utc(before)))
                .execute();
        sql.deleteFrom(NOTICE)
                .where(NOTICE.CREATED_AT.lt(utc(before)))
                .and(notExists(selectOne()
                        .from(DELIVERY)
                        .where(DELIVERY.TENANT.eq(NOTICE.TENANT))
                        .and(DELIVERY.NOTICE_ID.eq(NOTICE.ID))))
                .execute();
    }

    private static Condition held(Outgoing ours) {
        return DELIVERY.TENANT
                .eq(ours.tenant().name())
                .and(DELIVERY.ID.eq(ours.id()))
                .and(DELIVERY.STATE.eq(PENDING))
                .and(DELIVERY.CLAIMS.eq(ours.claims()));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
