package dev.writ.api.approval;

import static dev.writ.api.schema.Tables.DELEGATION;
import static dev.writ.api.schema.Tables.LEDGER_KEY;

import dev.writ.api.audit.Receipts;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectSeekStep1;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Rows of {@code delegation}. */
@Repository
class DelegationRepository {
    private final DSLContext sql;

    DelegationRepository(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * A delegation and where its entry is.
     *
     * @param delegation it
     * @param draftKey of its entry
     * @param index of its entry in the log
     */
    record Kept(Delegation delegation, String draftKey, long index) {}

    void insert(Tenant tenant, Delegation delegation, String draftKey) {
        sql.insertInto(DELEGATION)
                .set(DELEGATION.TENANT, tenant.name())
                .set(DELEGATION.ID, delegation.id())
                .set(DELEGATION.DELEGATOR, delegation.from())
                .set(DELEGATION.DELEGATE, delegation.to())
                .set(DELEGATION.SCOPE, Columns.write(scope(delegation)))
                .set(DELEGATION.CREATED_AT, delegation.createdAt().atOffset(ZoneOffset.UTC))
                .set(DELEGATION.EXPIRES_AT, delegation.expiresAt().atOffset(ZoneOffset.UTC))
                .set(DELEGATION.DRAFT_KEY, draftKey)
                .execute();
    }

    /** What a delegation is for, as it stands in its row and its entry. */
    static Json.Obj scope(Delegation delegation) {
        return new Json.Obj(
                Map.of("groups", Columns.json(delegation.groups()), "actions", Columns.json(delegation.actions())));
    }

    /** Ends it now; false if there is none that was not revoked. */
    boolean revoke(Tenant tenant, UUID id, Instant now) {
        return sql.update(DELEGATION)
                        .set(DELEGATION.REVOKED_AT, now.atOffset(ZoneOffset.UTC))
                        .where(DELEGATION.TENANT.eq(tenant.name()))
                        .and(DELEGATION.ID.eq(id))
                        .and(DELEGATION.REVOKED_AT.isNull())
                        .execute()
                == 1;
    }

    /** Clears what a delegation was for, and finds which ones those are: they delegate nothing any more. */
    List<UUID> forgetScope(Tenant tenant, String key) {
        sql.update(DELEGATION)
                .set(DELEGATION.SCOPE, "{}")
                .set(DELEGATION.REVOKED_AT, DSL.coalesce(DELEGATION.REVOKED_AT, DELEGATION.CREATED_AT))
                .where(DELEGATION.TENANT.eq(tenant.name()))
                .and(DELEGATION.DRAFT_KEY.eq(key))
                .execute();
        return List.of();
    }

    Optional<Delegation> find(Tenant tenant, UUID id) {
        return fetch(List.of(DELEGATION.TENANT.eq(tenant.name()), DELEGATION.ID.eq(id)), 1).stream()
                .map(Kept::delegation)
                .findFirst();
    }

    /** What lets {@code to} vote for {@code from} now: all of it, which {@link ApprovalLimits} bound. */
    List<Kept> live(Tenant tenant, String from, String to, Instant now) {
        return select(List.of(live(tenant, now), DELEGATION.DELEGATOR.eq(from), DELEGATION.DELEGATE.eq(to)))
                .fetch(DelegationRepository::kept);
    }

    /** What lets {@code to} vote for others now: all of it. */
    List<Kept> live(Tenant tenant, String to, Instant now) {
        return select(List.of(live(tenant, now), DELEGATION.DELEGATE.eq(to))).fetch(DelegationRepository::kept);
    }

    private static Condition live(Tenant tenant, Instant now) {
        return DELEGATION
                .TENANT
                .eq(tenant.name())
                .and(DELEGATION.REVOKED_AT.isNull())
                .and(DELEGATION.EXPIRES_AT.gt(now.atOffset(ZoneOffset.UTC)));
    }

    /**
     * How many delegations have not ended.
     *
     * @param given those by who delegates
     * @param held those to whom it is delegated
     * @param between those by the one to the other
     */
    record Count(int given, int held, int between) {}

    /** Those beside which another one would be; also those that are not in the log yet. */
    Count count(Tenant tenant, Delegation delegation, Instant now) {
        return new Count(
                sql.fetchCount(DELEGATION, live(tenant, now), DELEGATION.DELEGATOR.eq(delegation.from())),
                sql.fetchCount(DELEGATION, live(tenant, now), DELEGATION.DELEGATE.eq(delegation.to())),
                sql.fetchCount(
                        DELEGATION,
                        live(tenant, now),
                        DELEGATION.DELEGATOR.eq(delegation.from()),
                        DELEGATION.DELEGATE.eq(delegation.to())));
    }

    /** The newest before {@code cursor}, newest first; those of one person, if one is given. */
    List<Kept> page(Tenant tenant, Optional<String> person, Optional<UUID> cursor, int limit) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(DELEGATION.TENANT.eq(tenant.name()));
        cursor.ifPresent(id -> conditions.add(DELEGATION.ID.lt(id)));
        person.ifPresent(id -> conditions.add(DELEGATION.DELEGATOR.eq(id).or(DELEGATION.DELEGATE.eq(id))));
        return fetch(conditions, limit);
    }

    private List<Kept> fetch(List<Condition> conditions, int limit) {
        return select(conditions).limit(limit).fetch(DelegationRepository::kept);
    }

    private SelectSeekStep1<Record, UUID> select(List<Condition> conditions) {
        return sql.select(DELEGATION.fields())
                .select(LEDGER_KEY.SEQ)
                .from(DELEGATION)
                .join(LEDGER_KEY)
                .on(Receipts.of(DELEGATION.TENANT, DELEGATION.DRAFT_KEY))
                .where(conditions)
                .orderBy(DELEGATION.ID.desc());
    }

    private static Kept kept(Record row) {
        return new Kept(delegation(row), row.getValue(DELEGATION.DRAFT_KEY), row.getValue(LEDGER_KEY.SEQ));
    }

    private static Delegation delegation(Record row) {
        Map<String, Json> scope =
                Columns.read(row.getValue(DELEGATION.SCOPE)) instanceof Json.Obj(var members) ? members : Map.of();
        return new Delegation(
                row.getValue(DELEGATION.ID),
                row.getValue(DELEGATION.DELEGATOR),
                row.getValue(DELEGATION.DELEGATE),
                texts(scope, "groups"),
                texts(scope, "actions"),
                row.getValue(DELEGATION.CREATED_AT).toInstant(),
                row.getValue(DELEGATION.EXPIRES_AT).toInstant(),
                Optional.ofNullable(row.getValue(DELEGATION.REVOKED_AT)).map(OffsetDateTime::toInstant));
    }

    private static List<String> texts(Map<String, Json> scope, String name) {
        return Columns.texts(Columns.write(scope.getOrDefault(name, new Json.Arr(List.of()))));
    }
}
