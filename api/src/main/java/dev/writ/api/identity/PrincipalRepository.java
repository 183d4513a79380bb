package dev.writ.api.identity;

import static dev.writ.api.schema.Tables.GROUP_MEMBER;
import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.PRINCIPAL;
import static dev.writ.api.schema.Tables.PRINCIPAL_IDENTITY;
import static dev.writ.api.schema.Tables.PRINCIPAL_STATE;

import dev.writ.api.audit.Receipts;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.FirstInsert;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Rows of {@code principal}, of its versions in {@code principal_state}, and of {@code principal_identity}. */
@Repository
class PrincipalRepository {
    /** What {@link #principal} reads. */
    static final List<Field<?>> FIELDS = List.of(
            PRINCIPAL.ID,
            PRINCIPAL.LEDGER_ID,
            PRINCIPAL.KIND,
            PRINCIPAL_STATE.ACTIVE,
            PRINCIPAL_STATE.ROLES,
            PRINCIPAL_STATE.ATTRIBUTES,
            PRINCIPAL_STATE.OWNER,
            PRINCIPAL_IDENTITY.ISSUER,
            PRINCIPAL_IDENTITY.SUBJECT);

    /** No name of a group holds it. */
    private static final String SEPARATOR = " ";

    /** The names of the groups that the row's principal is in, in one text. */
    static final Field<String> GROUPS = DSL.field(DSL.select(
                            DSL.listAgg(GROUP_MEMBER.GROUP_NAME, SEPARATOR).withinGroupOrderBy(GROUP_MEMBER.GROUP_NAME))
                    .from(GROUP_MEMBER)
                    .join(LEDGER_KEY)
                    .on(Receipts.of(GROUP_MEMBER.TENANT, GROUP_MEMBER.DRAFT_KEY))
                    .where(GROUP_MEMBER.TENANT.eq(PRINCIPAL.TENANT))
                    .and(GROUP_MEMBER.PRINCIPAL_ID.eq(PRINCIPAL.ID)))
            .as("group_names");

    private final DSLContext sql;

    PrincipalRepository(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * A principal with the groups that the service keeps for it.
     *
     * @param principal who it is
     * @param groups names, in order
     */
    record Member(Principal principal, List<String> groups) {
        Member {
            groups = List.copyOf(groups);
        }
    }

    /** Inserts the first version unless there is a principal of the same id; false if there is. */
    boolean insert(Tenant tenant, Principal principal, Instant now, String draftKey) {
        boolean first = FirstInsert.of(sql.insertInto(PRINCIPAL)
                .set(PRINCIPAL.TENANT, tenant.name())
                .set(PRINCIPAL.ID, principal.id())
                .set(PRINCIPAL.LEDGER_ID, principal.ledgerId())
                .set(PRINCIPAL.KIND, principal.kind())
                .set(PRINCIPAL.CREATED_AT, now.atOffset(ZoneOffset.UTC))
                .set(PRINCIPAL.DRAFT_KEY, draftKey));
        return first && insertState(tenant, principal, 1, now, draftKey);
    }

    /** Inserts a version unless there is one of that number; false if there is. */
    boolean insertState(Tenant tenant, Principal principal, long version, Instant now, String draftKey) {
        return FirstInsert.of(sql.insertInto(PRINCIPAL_STATE)
                .set(PRINCIPAL_STATE.TENANT, tenant.name())
                .set(PRINCIPAL_STATE.PRINCIPAL_ID, principal.id())
                .set(PRINCIPAL_STATE.VERSION, version)
                .set(PRINCIPAL_STATE.ACTIVE, principal.active())
                .set(PRINCIPAL_STATE.ROLES, Columns.write(Columns.json(principal.roles())))
                .set(PRINCIPAL_STATE.ATTRIBUTES, Columns.write(Columns.json(principal.attributes())))
                .set(PRINCIPAL_STATE.OWNER, principal.owner().orElse(null))
                .set(PRINCIPAL_STATE.CREATED_AT, now.atOffset(ZoneOffset.UTC))
                .set(PRINCIPAL_STATE.DRAFT_KEY, draftKey));
    }

    /** Inserts unless the identity is somebody's; false if it is. */
    boolean insertIdentity(Tenant tenant, String principal, Identity identity, String draftKey) {
        return FirstInsert.of(sql.insertInto(PRINCIPAL_IDENTITY)
                .set(PRINCIPAL_IDENTITY.TENANT, tenant.name())
                .set(PRINCIPAL_IDENTITY.ISSUER, identity.issuer())
                .set(PRINCIPAL_IDENTITY.SUBJECT, identity.subject())
                .set(PRINCIPAL_IDENTITY.PRINCIPAL_ID, principal)
                .set(PRINCIPAL_IDENTITY.DRAFT_KEY, draftKey));
    }

    /** Whether the id is taken, even by one that is not in the log yet. */
    boolean taken(Tenant tenant, String id) {
        return sql.fetchExists(PRINCIPAL, PRINCIPAL.TENANT.eq(tenant.name()).and(PRINCIPAL.ID.eq(id)));
    }

    /** Whether any active principal but one has the role, even one that is not in the log yet; roles are canonical JSON. */
    boolean anyWithRole(Tenant tenant, String role, String but) {
        var newer = PRINCIPAL_STATE.as("newer");
        return sql.fetchExists(
                PRINCIPAL_STATE,
                PRINCIPAL_STATE.TENANT.eq(tenant.name()),
                PRINCIPAL_STATE.PRINCIPAL_ID.ne(but),
                PRINCIPAL_STATE.ACTIVE.isTrue(),
                PRINCIPAL_STATE.ROLES.contains(Columns.write(new Json.Str(role))),
                DSL.notExists(DSL.selectOne()
                        .from(newer)
                        .where(newer.TENANT.eq(PRINCIPAL_STATE.TENANT))
                        .and(newer.PRINCIPAL_ID.eq(PRINCIPAL_STATE.PRINCIPAL_ID))
                        .and(newer.VERSION.gt(PRINCIPAL_STATE.VERSION))));
    }

    Optional<Principal> find(Tenant tenant, String id) {
        return find(tenant, id, DSL.noCondition());
    }

    /** As {@link #find(Tenant, String)}, if it may act. */
    Optional<Principal> active(Tenant tenant, String id) {
        return find(tenant, id, mayAct());
    }

    private Optional<Principal> find(Tenant tenant, String id, Condition which) {
        return sql.select(FIELDS)
                .from(PRINCIPAL)
                .join(PRINCIPAL_STATE)
                .on(current())
                .leftJoin(PRINCIPAL_IDENTITY)
                .on(identified())
                .where(PRINCIPAL.TENANT.eq(tenant.name()))
                .and(PRINCIPAL.ID.eq(id))
                .and(which)
                .fetchOptional(PrincipalRepository::principal);
    }

    /**
     * A version of a principal that a change can build upon.
     *
     * @param version its number
     * @param principal what it says
     */
    record Newest(long version, Principal principal) {}

    /** The newest version, even if it is not in the log yet; everybody else who changes the principal waits until the change is committed. */
    Optional<Newest> lock(Tenant tenant, String id) {
        sql.select(PRINCIPAL.ID)
                .from(PRINCIPAL)
                .where(PRINCIPAL.TENANT.eq(tenant.name()))
                .and(PRINCIPAL.ID.eq(id))
                .forUpdate()
                .fetch();
        return sql.select(FIELDS)
                .select(PRINCIPAL_STATE.VERSION)
                .from(PRINCIPAL)
                .join(PRINCIPAL_STATE)
                .on(PRINCIPAL_STATE.TENANT.eq(PRINCIPAL.TENANT))
                .and(PRINCIPAL_STATE.PRINCIPAL_ID.eq(PRINCIPAL.ID))
                .leftJoin(PRINCIPAL_IDENTITY)
                .on(PRINCIPAL_IDENTITY.TENANT.eq(PRINCIPAL.TENANT))
                .and(PRINCIPAL_IDENTITY.PRINCIPAL_ID.eq(PRINCIPAL.ID))
                .where(PRINCIPAL.TENANT.eq(tenant.name()))
                .and(PRINCIPAL.ID.eq(id))
                .orderBy(PRINCIPAL_STATE.VERSION.desc())
                .limit(1)
                .fetchOptional(row -> new Newest(row.getValue(PRINCIPAL_STATE.VERSION), principal(row)));
    }

    /** Whether the service works with what an entry says of a principal. */
    enum Use {
        /** Another version is in force. */
        PAST,
        /** It names an owner. */
        OWNED,
        /** It is in force, or no newer version is in the log yet. */
        PRESENT
    }

    /** How a version is used that an entry made, with the versions after it that only repeat it. */
    Use use(Tenant tenant, String draftKey) {
        List<Version> versions = from(tenant, draftKey);
        if (versions.isEmpty()) {
            return Use.PRESENT;
        }
        Version first = versions.getFirst();
        if (first.owner().isPresent()) {
            return Use.OWNED;
        }
        return versions.stream().anyMatch(later -> later.logged() && !later.repeats(first)) ? Use.PAST : Use.PRESENT;
    }

    /** Clears what a version says that an entry made, and those after it that only repeat it. */
    void forgetVersion(Tenant tenant, String draftKey) {
        List<Version> versions = from(tenant, draftKey);
        versions.stream()
                .takeWhile(version -> version.repeats(versions.getFirst()))
                .forEach(version -> sql.update(PRINCIPAL_STATE)
                        .set(PRINCIPAL_STATE.ROLES, "[]")
                        .set(PRINCIPAL_STATE.ATTRIBUTES, "{}")
                        .where(PRINCIPAL_STATE.TENANT.eq(tenant.name()))
                        .and(PRINCIPAL_STATE.PRINCIPAL_ID.eq(version.principal()))
                        .and(PRINCIPAL_STATE.VERSION.eq(version.number()))
                        .execute());
    }

    /**
     * A version of a principal, as it is stored.
     *
     * @param logged whether the log has its entry
     */
    private record Version(
            String principal, long number, String roles, String attributes, Optional<String> owner, boolean logged) {
        boolean repeats(Version other) {
            return roles.equals(other.roles) && attributes.equals(other.attributes) && owner.equals(other.owner);
        }
    }

    /** The version that an entry made, and all after it, in order. */
    private List<Version> from(Tenant tenant, String draftKey) {
        var made = PRINCIPAL_STATE.as("made");
        return sql.select(
                        PRINCIPAL_STATE.PRINCIPAL_ID,
                        PRINCIPAL_STATE.VERSION,
                        PRINCIPAL_STATE.ROLES,
                        PRINCIPAL_STATE.ATTRIBUTES,
                        PRINCIPAL_STATE.OWNER,
                        LEDGER_KEY.IDEM_KEY)
                .from(made)
                .join(PRINCIPAL_STATE)
                .on(PRINCIPAL_STATE.TENANT.eq(made.TENANT))
                .and(PRINCIPAL_STATE.PRINCIPAL_ID.eq(made.PRINCIPAL_ID))
                .and(PRINCIPAL_STATE.VERSION.ge(made.VERSION))
                .leftJoin(LEDGER_KEY)
                .on(Receipts.of(PRINCIPAL_STATE.TENANT, PRINCIPAL_STATE.DRAFT_KEY))
                .where(made.TENANT.eq(tenant.name()))
                .and(made.DRAFT_KEY.eq(draftKey))
                .orderBy(PRINCIPAL_STATE.VERSION)
                .fetch(row -> new Version(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        Optional.ofNullable(row.value5()),
                        row.value6() != null));
    }

    /** Takes the principal's identity away at once. */
    void removeIdentity(Tenant tenant, String principal) {
        sql.deleteFrom(PRINCIPAL_IDENTITY)
                .where(PRINCIPAL_IDENTITY.TENANT.eq(tenant.name()))
                .and(PRINCIPAL_IDENTITY.PRINCIPAL_ID.eq(principal))
                .execute();
    }

    /** The names in the ledger of those of these principals that are in the log. */
    Map<String, String> ledgerIds(Tenant tenant, Collection<String> ids) {
        return sql.select(PRINCIPAL.ID, PRINCIPAL.LEDGER_ID)
                .from(PRINCIPAL)
                .join(LEDGER_KEY)
                .on(Receipts.of(PRINCIPAL.TENANT, PRINCIPAL.DRAFT_KEY))
                .where(PRINCIPAL.TENANT.eq(tenant.name()))
                .and(PRINCIPAL.ID.in(ids))
                .fetchMap(PRINCIPAL.ID, PRINCIPAL.LEDGER_ID);
    }

    /** Who signs in as that. */
    Optional<Member> find(Tenant tenant, Identity identity) {
        return sql.select(FIELDS)
                .select(GROUPS)
                .from(PRINCIPAL_IDENTITY)
                .join(PRINCIPAL)
                .on(PRINCIPAL.TENANT.eq(PRINCIPAL_IDENTITY.TENANT))
                .and(PRINCIPAL.ID.eq(PRINCIPAL_IDENTITY.PRINCIPAL_ID))
                .join(PRINCIPAL_STATE)
                .on(current())
                .where(PRINCIPAL_IDENTITY.TENANT.eq(tenant.name()))
                .and(PRINCIPAL_IDENTITY.ISSUER.eq(identity.issuer()))
                .and(PRINCIPAL_IDENTITY.SUBJECT.eq(identity.subject()))
                .and(logged())
                .fetchOptional(row -> new Member(principal(row), groups(row)));
    }

    /** Principals after {@code cursor} in order of their ids. */
    List<Principal> page(Tenant tenant, String cursor, int limit) {
        return sql.select(FIELDS)
                .from(PRINCIPAL)
                .join(PRINCIPAL_STATE)
                .on(current())
                .leftJoin(PRINCIPAL_IDENTITY)
                .on(identified())
                .where(PRINCIPAL.TENANT.eq(tenant.name()))
                .and(PRINCIPAL.ID.gt(cursor))
                .orderBy(PRINCIPAL.ID)
                .limit(limit)
                .fetch(PrincipalRepository::principal);
    }

    /** Joins a principal to the version that counts: the newest one in the log. */
    static Condition current() {
        return PRINCIPAL_STATE
                .TENANT
                .eq(PRINCIPAL.TENANT)
                .and(PRINCIPAL_STATE.PRINCIPAL_ID.eq(PRINCIPAL.ID))
                .and(PRINCIPAL_STATE.VERSION.eq(newest(PRINCIPAL.TENANT, PRINCIPAL.ID)));
    }

    /** Whether the joined version may act: it is active, and so is the human who answers for it, if there is one. */
    static Condition mayAct() {
        var owner = PRINCIPAL_STATE.as("owner");
        return PRINCIPAL_STATE
                .ACTIVE
                .isTrue()
                .and(PRINCIPAL_STATE
                        .OWNER
                        .isNull()
                        .or(DSL.exists(DSL.selectOne()
                                .from(owner)
                                .where(owner.TENANT.eq(PRINCIPAL_STATE.TENANT))
                                .and(owner.PRINCIPAL_ID.eq(PRINCIPAL_STATE.OWNER))
                                .and(owner.ACTIVE.isTrue())
                                .and(owner.VERSION.eq(newest(owner.TENANT, owner.PRINCIPAL_ID))))));
    }

    private static Field<Long> newest(Field<String> tenant, Field<String> principal) {
        var version = PRINCIPAL_STATE.as("version");
        return DSL.field(DSL.select(DSL.max(version.VERSION))
                .from(version)
                .join(LEDGER_KEY)
                .on(Receipts.of(version.TENANT, version.DRAFT_KEY))
                .where(version.TENANT.eq(tenant))
                .and(version.PRINCIPAL_ID.eq(principal)));
    }

    /** Joins a principal to its identity, as far as that is in the log. */
    static Condition identified() {
        return PRINCIPAL_IDENTITY
                .TENANT
                .eq(PRINCIPAL.TENANT)
                .and(PRINCIPAL_IDENTITY.PRINCIPAL_ID.eq(PRINCIPAL.ID))
                .and(logged());
    }

    private static Condition logged() {
        return DSL.exists(DSL.selectOne()
                .from(LEDGER_KEY)
                .where(Receipts.of(PRINCIPAL_IDENTITY.TENANT, PRINCIPAL_IDENTITY.DRAFT_KEY)));
    }

    static Principal principal(Record row) {
        String subject = row.getValue(PRINCIPAL_IDENTITY.SUBJECT);
        return new Principal(
                row.getValue(PRINCIPAL.ID),
                row.getValue(PRINCIPAL.LEDGER_ID),
                row.getValue(PRINCIPAL.KIND),
                Columns.texts(row.getValue(PRINCIPAL_STATE.ROLES)),
                Columns.textMap(row.getValue(PRINCIPAL_STATE.ATTRIBUTES)),
                Optional.ofNullable(row.getValue(PRINCIPAL_STATE.OWNER)),
                Optional.ofNullable(subject).map(of -> new Identity(row.getValue(PRINCIPAL_IDENTITY.ISSUER), of)),
                row.getValue(PRINCIPAL_STATE.ACTIVE));
    }

    static List<String> groups(Record row) {
        return Optional.ofNullable(row.getValue(GROUPS)).stream()
                .flatMap(names -> Stream.of(names.split(SEPARATOR)))
                .toList();
    }
}
