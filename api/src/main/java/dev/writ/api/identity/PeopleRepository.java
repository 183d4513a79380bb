package dev.writ.api.identity;

import static dev.writ.api.schema.Tables.API_TOKEN;
import static dev.writ.api.schema.Tables.FORMER_IDENTITY;
import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.PRINCIPAL;
import static dev.writ.api.schema.Tables.PRINCIPAL_STATE;
import static dev.writ.api.schema.Tables.SAME_PERSON;

import dev.writ.api.audit.Receipts;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.merkle.Hash;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** What rows tell of who stands behind principals, now or before; also what is not in the log yet, since more of it is safer. */
@Repository
class PeopleRepository {
    private final DSLContext sql;

    PeopleRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** Whoever answers, or answered, for what the principal does. */
    Set<String> owners(Tenant tenant, String principal) {
        return sql.selectDistinct(PRINCIPAL_STATE.OWNER)
                .from(PRINCIPAL_STATE)
                .where(PRINCIPAL_STATE.TENANT.eq(tenant.name()))
                .and(PRINCIPAL_STATE.PRINCIPAL_ID.eq(principal))
                .and(PRINCIPAL_STATE.OWNER.isNotNull())
                .fetchSet(PRINCIPAL_STATE.OWNER);
    }

    /** As whom all principals signed in before. */
    Map<String, List<FormerIdentity>> formerIdentities(Tenant tenant) {
        return sql.select(FORMER_IDENTITY.PRINCIPAL_ID, FORMER_IDENTITY.SALT, FORMER_IDENTITY.DIGEST)
                .from(FORMER_IDENTITY)
                .where(FORMER_IDENTITY.TENANT.eq(tenant.name()))
                .fetchGroups(
                        FORMER_IDENTITY.PRINCIPAL_ID,
                        row -> new FormerIdentity(row.value2(), Hash.parseHex(row.value3())));
    }

    /** Says that two principals are, or were, one human's; nothing happens if that is known. */
    void pair(Tenant tenant, String one, String other, Instant now) {
        insertPair(tenant, one, other, now);
        insertPair(tenant, other, one, now);
    }

    private void insertPair(Tenant tenant, String one, String other, Instant now) {
        sql.insertInto(SAME_PERSON)
                .set(SAME_PERSON.TENANT, tenant.name())
                .set(SAME_PERSON.ONE, one)
                .set(SAME_PERSON.OTHER, other)
                .set(SAME_PERSON.SINCE, now.atOffset(ZoneOffset.UTC))
                .onConflictDoNothing()
                .execute();
    }

    /** Those with which some principals are paired. */
    Set<String> pairs(Tenant tenant, Collection<String> ones) {
        return sql.selectDistinct(SAME_PERSON.OTHER)
                .from(SAME_PERSON)
                .where(SAME_PERSON.TENANT.eq(tenant.name()))
                .and(SAME_PERSON.ONE.in(ones))
                .fetchSet(SAME_PERSON.OTHER);
    }

    void insert(Tenant tenant, String principal, FormerIdentity identity, Instant now) {
        sql.insertInto(FORMER_IDENTITY)
                .set(FORMER_IDENTITY.TENANT, tenant.name())
                .set(FORMER_IDENTITY.PRINCIPAL_ID, principal)
                .set(FORMER_IDENTITY.SALT, identity.salt())
                .set(FORMER_IDENTITY.DIGEST, identity.digest().hex())
                .set(FORMER_IDENTITY.REMOVED_AT, now.atOffset(ZoneOffset.UTC))
                .execute();
    }

    /** Id of the principal that the log names like that. */
    Optional<String> named(Tenant tenant, String ledgerId) {
        return sql.select(PRINCIPAL.ID)
                .from(PRINCIPAL)
                .where(PRINCIPAL.TENANT.eq(tenant.name()))
                .and(PRINCIPAL.LEDGER_ID.eq(ledgerId))
                .fetchOptional(PRINCIPAL.ID);
    }

    /**
     * Where the entry is that tells of the issue of a token.
     *
     * @param draftKey of it
     * @param index of it in the log
     */
    record Issue(String draftKey, long index) {}

    Optional<Issue> issue(Tenant tenant, UUID token) {
        return sql.select(API_TOKEN.DRAFT_KEY, LEDGER_KEY.SEQ)
                .from(API_TOKEN)
                .join(LEDGER_KEY)
                .on(Receipts.of(API_TOKEN.TENANT, API_TOKEN.DRAFT_KEY))
                .where(API_TOKEN.TENANT.eq(tenant.name()))
                .and(API_TOKEN.ID.eq(token))
                .fetchOptional(row -> new Issue(row.value1(), row.value2()));
    }
}
