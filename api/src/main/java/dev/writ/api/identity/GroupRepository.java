package dev.writ.api.identity;

import static dev.writ.api.schema.Tables.GROUP_CHANGE;
import static dev.writ.api.schema.Tables.GROUP_MEMBER;
import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.PRINCIPAL;
import static dev.writ.api.schema.Tables.PRINCIPAL_GROUP;
import static dev.writ.api.schema.Tables.PRINCIPAL_STATE;

import dev.writ.api.audit.Receipts;
import dev.writ.api.platform.FirstInsert;
import dev.writ.api.platform.Tenant;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Rows of {@code principal_group}, {@code group_member} and {@code group_change}. */
@Repository
class GroupRepository {
    private final DSLContext sql;

    GroupRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** Inserts unless there is a group of that name; false if there is. */
    boolean insert(Tenant tenant, String name, Instant now, String draftKey) {
        return FirstInsert.of(sql.insertInto(PRINCIPAL_GROUP)
                .set(PRINCIPAL_GROUP.TENANT, tenant.name())
                .set(PRINCIPAL_GROUP.NAME, name)
                .set(PRINCIPAL_GROUP.CREATED_AT, now.atOffset(ZoneOffset.UTC))
                .set(PRINCIPAL_GROUP.DRAFT_KEY, draftKey));
    }

    /** Has everybody else who changes the group wait until this change is committed; false if there is no such group. */
    boolean lock(Tenant tenant, String name) {
        return sql.select(PRINCIPAL_GROUP.NAME)
                .from(PRINCIPAL_GROUP)
                .where(PRINCIPAL_GROUP.TENANT.eq(tenant.name()))
                .and(PRINCIPAL_GROUP.NAME.eq(name))
                .forUpdate()
                .fetchOptional()
                .isPresent();
    }

    /** Everybody in the group, also those whose joining is not in the log yet. */
    Set<String> rows(Tenant tenant, String name) {
        return new TreeSet<>(sql.select(GROUP_MEMBER.PRINCIPAL_ID)
                .from(GROUP_MEMBER)
                .where(member(tenant, name))
                .fetch(row -> row.value1()));
    }

    void add(Tenant tenant, String name, Collection<String> principals, String draftKey) {
        sql.batch(principals.stream()
                        .map(principal -> sql.insertInto(GROUP_MEMBER)
                                .set(GROUP_MEMBER.TENANT, tenant.name())
                                .set(GROUP_MEMBER.GROUP_NAME, name)
                                .set(GROUP_MEMBER.PRINCIPAL_ID, principal)
                                .set(GROUP_MEMBER.DRAFT_KEY, draftKey))
                        .toList())
                .execute();
    }

    void remove(Tenant tenant, String name, Collection<String> principals) {
        sql.deleteFrom(GROUP_MEMBER)
                .where(member(tenant, name))
                .and(GROUP_MEMBER.PRINCIPAL_ID.in(principals))
                .execute();
    }

    /** Remembers which group an entry tells of. */
    void insertChange(Tenant tenant, String name, String draftKey) {
        sql.insertInto(GROUP_CHANGE)
                .set(GROUP_CHANGE.TENANT, tenant.name())
                .set(GROUP_CHANGE.DRAFT_KEY, draftKey)
                .set(GROUP_CHANGE.GROUP_NAME, name)
                .execute();
    }

    /** The group that an entry tells of, unless that is forgotten. */
    Optional<String> changedBy(Tenant tenant, String draftKey) {
        return sql.select(GROUP_CHANGE.GROUP_NAME)
                .from(GROUP_CHANGE)
                .where(GROUP_CHANGE.TENANT.eq(tenant.name()))
                .and(GROUP_CHANGE.DRAFT_KEY.eq(draftKey))
                .fetchOptional(GROUP_CHANGE.GROUP_NAME);
    }

    /**
     * Whether an entry tells of a group as it is now: no later one in the log does, and the group is there.
     *
     * @param index of the entry: the log says which one is later, and no node's clock
     */
    boolean isNewest(Tenant tenant, String draftKey, long index) {
        var later = GROUP_CHANGE.as("later");
        return sql.fetchExists(sql.selectOne()
                .from(GROUP_CHANGE)
                .join(PRINCIPAL_GROUP)
                .on(PRINCIPAL_GROUP.TENANT.eq(GROUP_CHANGE.TENANT))
                .and(PRINCIPAL_GROUP.NAME.eq(GROUP_CHANGE.GROUP_NAME))
                .where(GROUP_CHANGE.TENANT.eq(tenant.name()))
                .and(GROUP_CHANGE.DRAFT_KEY.eq(draftKey))
                .and(DSL.notExists(DSL.selectOne()
                        .from(later)
                        .join(LEDGER_KEY)
                        .on(Receipts.of(later.TENANT, later.DRAFT_KEY))
                        .where(later.TENANT.eq(GROUP_CHANGE.TENANT))
                        .and(later.GROUP_NAME.eq(GROUP_CHANGE.GROUP_NAME))
                        .and(LEDGER_KEY.SEQ.gt(index)))));
    }

    /** Forgets which group an entry tells of. */
    void forgetChange(Tenant tenant, String draftKey) {
        sql.deleteFrom(GROUP_CHANGE)
                .where(GROUP_CHANGE.TENANT.eq(tenant.name()))
                .and(GROUP_CHANGE.DRAFT_KEY.eq(draftKey))
                .execute();
    }

    /** Removes a group that has no members. */
    void remove(Tenant tenant, String name) {
        sql.deleteFrom(PRINCIPAL_GROUP)
                .where(PRINCIPAL_GROUP.TENANT.eq(tenant.name()))
                .and(PRINCIPAL_GROUP.NAME.eq(name))
                .execute();
    }

    /** Whether there is such a group, in the log. */
    boolean exists(Tenant tenant, String name) {
        return sql.fetchExists(sql.selectOne()
                .from(PRINCIPAL_GROUP)
                .join(LEDGER_KEY)
                .on(Receipts.of(PRINCIPAL_GROUP.TENANT, PRINCIPAL_GROUP.DRAFT_KEY))
                .where(PRINCIPAL_GROUP.TENANT.eq(tenant.name()))
                .and(PRINCIPAL_GROUP.NAME.eq(name)));
    }

    /** Names of groups after {@code cursor}, in order. */
    List<String> page(Tenant tenant, String cursor, int limit) {
        return sql.select(PRINCIPAL_GROUP.NAME)
                .from(PRINCIPAL_GROUP)
                .join(LEDGER_KEY)
                .on(Receipts.of(PRINCIPAL_GROUP.TENANT, PRINCIPAL_GROUP.DRAFT_KEY))
                .where(PRINCIPAL_GROUP.TENANT.eq(tenant.name()))
                .and(PRINCIPAL_GROUP.NAME.gt(cursor))
                .orderBy(PRINCIPAL_GROUP.NAME)
                .limit(limit)
                .fetch(row -> row.value1());
    }

    /** The groups of a principal, as far as its joining is in the log. */
    Set<String> of(Tenant tenant, String principal) {
        return new TreeSet<>(sql.select(GROUP_MEMBER.GROUP_NAME)
                .from(GROUP_MEMBER)
                .join(LEDGER_KEY)
                .on(Receipts.of(GROUP_MEMBER.TENANT, GROUP_MEMBER.DRAFT_KEY))
                .where(GROUP_MEMBER.TENANT.eq(tenant.name()))
                .and(GROUP_MEMBER.PRINCIPAL_ID.eq(principal))
                .fetch(row -> row.value1()));
    }

    /** The members of a group, as far as their joining is in the log. */
    Set<String> members(Tenant tenant, String name) {
        return members(tenant, name, DSL.noCondition());
    }

    /** As {@link #members(Tenant, String)}, those who may act. */
    Set<String> active(Tenant tenant, String name) {
        return members(tenant, name, PrincipalRepository.mayAct());
    }

    private Set<String> members(Tenant tenant, String name, Condition which) {
        return new TreeSet<>(sql.select(GROUP_MEMBER.PRINCIPAL_ID)
                .from(GROUP_MEMBER)
                .join(LEDGER_KEY)
                .on(Receipts.of(GROUP_MEMBER.TENANT, GROUP_MEMBER.DRAFT_KEY))
                .join(PRINCIPAL)
                .on(PRINCIPAL.TENANT.eq(GROUP_MEMBER.TENANT))
                .and(PRINCIPAL.ID.eq(GROUP_MEMBER.PRINCIPAL_ID))
                .join(PRINCIPAL_STATE)
                .on(PrincipalRepository.current())
                .where(member(tenant, name))
                .and(which)
                .fetch(row -> row.value1()));
    }

    private static Condition member(Tenant tenant, String name) {
        return GROUP_MEMBER.TENANT.eq(tenant.name()).and(GROUP_MEMBER.GROUP_NAME.eq(name));
    }
}
