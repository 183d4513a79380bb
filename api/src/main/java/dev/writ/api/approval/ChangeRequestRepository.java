package dev.writ.api.approval;

import static dev.writ.api.schema.Tables.CHANGE_REQUEST;
import static dev.writ.api.schema.Tables.CHANGE_REQUEST_GROUP;
import static dev.writ.api.schema.Tables.LEDGER_KEY;

import dev.writ.api.audit.Receipts;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.merkle.Hash;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Rows of {@code change_request} and {@code change_request_group}. One whose opening is not in the log yet is not there. */
@Repository
class ChangeRequestRepository {
    private final DSLContext sql;

    ChangeRequestRepository(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * What a list is narrowed to; empty members do not narrow.
     *
     * @param states in one of which they are
     * @param requester id of who asked, or of who answers for that one
     * @param groups of which at least one is asked for votes
     * @param either narrows to what the requester or the groups fit, instead of both
     */
    record Filter(Set<State> states, Optional<String> requester, Optional<List<String>> groups, boolean either) {}

    /**
     * Something that is due.
     *
     * @param tenant whose
     * @param id of the change request
     */
    record Due(Tenant tenant, UUID id) {}

    /** When people are told of a request that stays open. */
    enum Telling {
        /** It has been open for long. */
        ESCALATION,
        /** It ends soon. */
        REMINDER
    }

    void insert(Tenant tenant, Row row, String resource) {
        sql.insertInto(CHANGE_REQUEST)
                .set(CHANGE_REQUEST.TENANT, tenant.name())
                .set(CHANGE_REQUEST.ID, row.id())
                .set(CHANGE_REQUEST.STATE, row.state().word())
                .set(CHANGE_REQUEST.VERSION, row.version())
                .set(CHANGE_REQUEST.REQUESTER, row.requester())
                .set(CHANGE_REQUEST.PERSON, row.person())
                .set(CHANGE_REQUEST.TEAM, row.team().orElse(null))
                .set(CHANGE_REQUEST.ACTION_NAME, row.action())
                .set(CHANGE_REQUEST.RESOURCE_ID, resource)
                .set(CHANGE_REQUEST.ENVIRONMENT, row.environment().orElse(null))
                .set(CHANGE_REQUEST.DIGEST, row.digest().hex())
                .set(CHANGE_REQUEST.REQUIREMENTS, write(row.requirements()))
                .set(CHANGE_REQUEST.DECISION_ID, row.decision())
                .set(CHANGE_REQUEST.CREATED_AT, at(row.createdAt()))
                .set(CHANGE_REQUEST.CHANGED_AT, at(row.changedAt()))
                .set(CHANGE_REQUEST.EXPIRES_AT, at(row.expiresAt()))
                .set(CHANGE_REQUEST.OPENED_KEY, row.keys().opened())
                .set(CHANGE_REQUEST.BINDING_KEY, row.keys().binding())
                .set(CHANGE_REQUEST.STATE_KEY, row.keys().state())
                .execute();
        insertGroups(tenant, row);
    }

    /** Clears the team of a request. */
    void forgetTeam(Tenant tenant, UUID id) {
        sql.update(CHANGE_REQUEST)
                .setNull(CHANGE_REQUEST.TEAM)
                .where(one(tenant, id))
                .execute();
    }

    /** Writes what a change changed; false if somebody else changed the row since it was read at {@code version}. */
    boolean update(Tenant tenant, Row row, long version) {
        int updated = sql.update(CHANGE_REQUEST)
                .set(CHANGE_REQUEST.STATE, row.state().word())
                .set(CHANGE_REQUEST.VERSION, row.version())
                .set(CHANGE_REQUEST.ENVIRONMENT, row.environment().orElse(null))
                .set(CHANGE_REQUEST.DIGEST, row.digest().hex())
                .set(CHANGE_REQUEST.REQUIREMENTS, write(row.requirements()))
                .set(CHANGE_REQUEST.DECISION_ID, row.decision())
                .set(CHANGE_REQUEST.CHANGED_AT, at(row.changedAt()))
                .set(CHANGE_REQUEST.EXPIRES_AT, at(row.expiresAt()))
                .set(CHANGE_REQUEST.BINDING_KEY, row.keys().binding())
                .set(CHANGE_REQUEST.STATE_KEY, row.keys().state())
                .where(one(tenant, row.id()))
                .and(CHANGE_REQUEST.VERSION.eq(version))
                .execute();
        if (updated == 0) {
            return false;
        }
        sql.deleteFrom(CHANGE_REQUEST_GROUP)
                .where(CHANGE_REQUEST_GROUP.TENANT.eq(tenant.name()))
                .and(CHANGE_REQUEST_GROUP.REQUEST_ID.eq(row.id()))
                .execute();
        insertGroups(tenant, row);
        return true;
    }

    private void insertGroups(Tenant tenant, Row row) {
        Set<String> names = new HashSet<>();
        row.requirements().forEach(requirement -> names.add(requirement.group()));
        for (String name : names) {
            sql.insertInto(CHANGE_REQUEST_GROUP)
                    .set(CHANGE_REQUEST_GROUP.TENANT, tenant.name())
                    .set(CHANGE_REQUEST_GROUP.NAME, name)
                    .set(CHANGE_REQUEST_GROUP.REQUEST_ID, row.id())
                    .execute();
        }
    }

    /** Says when people are told of it, or that they need not be told (any more). */
    void schedule(Tenant tenant, UUID id, Telling telling, Optional<Instant> when) {
        sql.update(CHANGE_REQUEST)
                .set(column(telling), when.map(ChangeRequestRepository::at).orElse(null))
                .where(one(tenant, id))
                .execute();
    }

    Optional<Row> find(Tenant tenant, UUID id) {
        return sql.select(CHANGE_REQUEST.fields())
                .from(CHANGE_REQUEST)
                .join(LEDGER_KEY)
                .on(Receipts.of(CHANGE_REQUEST.TENANT, CHANGE_REQUEST.OPENED_KEY))
                .where(one(tenant, id))
                .fetchOptional(ChangeRequestRepository::row);
    }

    /** As {@link #find}, within a change: nobody else changes the row before that ends. */
    Optional<Row> lock(Tenant tenant, UUID id) {
        return sql.select(CHANGE_REQUEST.fields())
                .from(CHANGE_REQUEST)
                .where(one(tenant, id))
                .forUpdate()
                .fetchOptional(ChangeRequestRepository::row);
    }

    /**
     * Clears what a row tells of what was asked in an entry, and finds which rows those are. The resource is that of the entry which
     * opened the request, and stays as long as that one does, whichever is erased first.
     */
    List<UUID> forgetRequest(Tenant tenant, String key) {
        List<UUID> found = ids(tenant, key);
        sql.update(CHANGE_REQUEST)
                .set(CHANGE_REQUEST.ENVIRONMENT, (String) null)
                .set(CHANGE_REQUEST.ACTION_NAME, "erased")
                .where(CHANGE_REQUEST.TENANT.eq(tenant.name()))
                .and(CHANGE_REQUEST.BINDING_KEY.eq(key))
                .execute();
        sql.update(CHANGE_REQUEST)
                .set(CHANGE_REQUEST.RESOURCE_ID, (String) null)
                .where(CHANGE_REQUEST.TENANT.eq(tenant.name()))
                .and(CHANGE_REQUEST.OPENED_KEY.eq(key))
                .execute();
        return found;
    }

    /** Id of the resource that the request is about which an entry opened, as long as that is not erased. */
    Optional<String> resource(Tenant tenant, String key) {
        return sql.select(CHANGE_REQUEST.RESOURCE_ID)
                .from(CHANGE_REQUEST)
                .where(CHANGE_REQUEST.TENANT.eq(tenant.name()))
                .and(CHANGE_REQUEST.OPENED_KEY.eq(key))
                .and(CHANGE_REQUEST.RESOURCE_ID.isNotNull())
                .fetchOptional(CHANGE_REQUEST.RESOURCE_ID);
    }

    /** Ids of the requests that an entry opened or changed. */
    List<UUID> ids(Tenant tenant, String key) {
        return sql.select(CHANGE_REQUEST.ID)
                .from(CHANGE_REQUEST)
                .where(CHANGE_REQUEST.TENANT.eq(tenant.name()))
                .and(CHANGE_REQUEST.OPENED_KEY.eq(key).or(CHANGE_REQUEST.BINDING_KEY.eq(key)))
                .fetch(CHANGE_REQUEST.ID);
    }

    /** Index of an entry in the log; empty while it is not there yet. */
    OptionalLong index(Tenant tenant, String key) {
        return sql.select(LEDGER_KEY.SEQ)
                .from(LEDGER_KEY)
                .where(Receipts.of(DSL.val(tenant.name()), DSL.val(key)))
                .fetchOptional(LEDGER_KEY.SEQ)
                .map(OptionalLong::of)
                .orElse(OptionalLong.empty());
    }

    /** The newest before {@code cursor} (exclusive; all if empty), newest first. */
    List<Row> page(Tenant tenant, Filter filter, Optional<UUID> cursor, int limit) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(CHANGE_REQUEST.TENANT.eq(tenant.name()));
        cursor.ifPresent(id -> conditions.add(CHANGE_REQUEST.ID.lt(id)));
        conditions.add(CHANGE_REQUEST.STATE.in(
                filter.states().stream().map(State::word).toList()));
        List<Condition> whose = new ArrayList<>();
        filter.requester()
                .ifPresent(id -> whose.add(CHANGE_REQUEST.REQUESTER.eq(id).or(CHANGE_REQUEST.PERSON.eq(id))));
        filter.groups()
                .ifPresent(names -> whose.add(DSL.exists(DSL.selectOne()
                        .from(CHANGE_REQUEST_GROUP)
                        .where(CHANGE_REQUEST_GROUP.TENANT.eq(CHANGE_REQUEST.TENANT))
                        .and(CHANGE_REQUEST_GROUP.REQUEST_ID.eq(CHANGE_REQUEST.ID))
                        .and(CHANGE_REQUEST_GROUP.NAME.in(names)))));
        if (!whose.isEmpty()) {
            conditions.add(filter.either() ? DSL.or(whose) : DSL.and(whose));
        }
        return sql.select(CHANGE_REQUEST.fields())
                .from(CHANGE_REQUEST)
                .join(LEDGER_KEY)
                .on(Receipts.of(CHANGE_REQUEST.TENANT, CHANGE_REQUEST.STATE_KEY))
                .where(conditions)
                .orderBy(CHANGE_REQUEST.ID.desc())
                .limit(limit)
                .fetch(ChangeRequestRepository::row);
    }

    /** Some open requests of these tenants whose time is over. */
    List<Due> overdue(List<Tenant> tenants, Instant now, Set<UUID> without, int most) {
        return due(tenants, CHANGE_REQUEST.EXPIRES_AT.le(at(now)), without, most);
    }

    /** Some open requests of these tenants of which people have to be told. */
    List<Due> untold(List<Tenant> tenants, Telling telling, Instant now, Set<UUID> without, int most) {
        return due(tenants, column(telling).le(at(now)), without, most);
    }

    /** Whether people have to be told of this one now. */
    boolean isUntold(Tenant tenant, UUID id, Telling telling, Instant now) {
        return sql.fetchExists(CHANGE_REQUEST, one(tenant, id), column(telling).le(at(now)));
    }

    private List<Due> due(List<Tenant> tenants, Condition when, Set<UUID> without, int most) {
        return sql.select(CHANGE_REQUEST.TENANT, CHANGE_REQUEST.ID)
                .from(CHANGE_REQUEST)
                .where(CHANGE_REQUEST.TENANT.in(
                        tenants.stream().map(Tenant::name).toList()))
                .and(CHANGE_REQUEST.STATE.eq(State.OPEN.word()))
                .and(when)
                .and(without.isEmpty() ? DSL.noCondition() : CHANGE_REQUEST.ID.notIn(without))
                .orderBy(CHANGE_REQUEST.EXPIRES_AT)
                .limit(most)
                .fetch(row -> new Due(new Tenant(row.value1()), row.value2()));
    }

    private static TableField<?, OffsetDateTime> column(Telling telling) {
        return switch (telling) {
            case ESCALATION -> CHANGE_REQUEST.ESCALATE_AT;
            case REMINDER -> CHANGE_REQUEST.REMIND_AT;
        };
    }

    private static Condition one(Tenant tenant, UUID id) {
        return CHANGE_REQUEST.TENANT.eq(tenant.name()).and(CHANGE_REQUEST.ID.eq(id));
    }

    private static String write(List<Requirement> requirements) {
        return Columns.write(
                new Json.Arr(requirements.stream().<Json>map(Requirement::json).toList()));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Row row(Record row) {
        return new Row(
                row.getValue(CHANGE_REQUEST.ID),
                State.of(row.getValue(CHANGE_REQUEST.STATE)),
                row.getValue(CHANGE_REQUEST.VERSION),
                row.getValue(CHANGE_REQUEST.REQUESTER),
                row.getValue(CHANGE_REQUEST.PERSON),
                Optional.ofNullable(row.getValue(CHANGE_REQUEST.TEAM)),
                row.getValue(CHANGE_REQUEST.ACTION_NAME),
                Optional.ofNullable(row.getValue(CHANGE_REQUEST.ENVIRONMENT)),
                Hash.parseHex(row.getValue(CHANGE_REQUEST.DIGEST)),
                requirements(row.getValue(CHANGE_REQUEST.REQUIREMENTS)),
                row.getValue(CHANGE_REQUEST.DECISION_ID),
                row.getValue(CHANGE_REQUEST.CREATED_AT).toInstant(),
                row.getValue(CHANGE_REQUEST.CHANGED_AT).toInstant(),
                row.getValue(CHANGE_REQUEST.EXPIRES_AT).toInstant(),
                new Row.Keys(
                        row.getValue(CHANGE_REQUEST.OPENED_KEY),
                        row.getValue(CHANGE_REQUEST.BINDING_KEY),
                        row.getValue(CHANGE_REQUEST.STATE_KEY)));
    }

    private static List<Requirement> requirements(String column) {
        return Columns.read(column) instanceof Json.Arr(List<Json> items) ? Requirement.read(items) : List.of();
    }
}
