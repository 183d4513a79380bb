package dev.writ.api.identity;

import static dev.writ.api.schema.Tables.API_TOKEN;
import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.PRINCIPAL;
import static dev.writ.api.schema.Tables.PRINCIPAL_IDENTITY;
import static dev.writ.api.schema.Tables.PRINCIPAL_STATE;

import dev.writ.api.audit.Receipts;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.merkle.Bytes;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Rows of {@code api_token}. */
@Repository
class TokenRepository {
    private final DSLContext sql;

    TokenRepository(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * A token that can be presented now.
     *
     * @param hash what is stored of the secret
     * @param tenant whose it is
     * @param id names it
     * @param scopes what it allows
     * @param holder whom it stands for
     */
    record Live(Bytes hash, Tenant tenant, UUID id, List<String> scopes, PrincipalRepository.Member holder) {}

    void insert(Tenant tenant, Token token, byte[] hash, String endsWith, Instant now, String draftKey) {
        sql.insertInto(API_TOKEN)
                .set(API_TOKEN.TENANT, tenant.name())
                .set(API_TOKEN.ID, token.id())
                .set(API_TOKEN.PRINCIPAL_ID, token.principal())
                .set(API_TOKEN.TOKEN_HASH, hash)
                .set(API_TOKEN.ENDS_WITH, endsWith)
                .set(API_TOKEN.SCOPES, Columns.write(Columns.json(token.scopes())))
                .set(API_TOKEN.CREATED_AT, now.atOffset(ZoneOffset.UTC))
                .set(API_TOKEN.EXPIRES_AT, token.expiresAt().atOffset(ZoneOffset.UTC))
                .set(API_TOKEN.DRAFT_KEY, draftKey)
                .execute();
    }

    /** The live token with this hash, with its principal, if that one and its owner may act; the tenant is the token's. */
    Optional<Live> find(byte[] hash, Instant now) {
        return sql.select(API_TOKEN.TENANT, API_TOKEN.ID, API_TOKEN.TOKEN_HASH, API_TOKEN.SCOPES)
                .select(PrincipalRepository.FIELDS)
                .select(PrincipalRepository.GROUPS)
                .from(API_TOKEN)
                .join(LEDGER_KEY)
                .on(Receipts.of(API_TOKEN.TENANT, API_TOKEN.DRAFT_KEY))
                .join(PRINCIPAL)
                .on(PRINCIPAL.TENANT.eq(API_TOKEN.TENANT))
                .and(PRINCIPAL.ID.eq(API_TOKEN.PRINCIPAL_ID))
                .join(PRINCIPAL_STATE)
                .on(PrincipalRepository.current())
                .leftJoin(PRINCIPAL_IDENTITY)
                .on(PrincipalRepository.identified())
                .where(API_TOKEN.TOKEN_HASH.eq(hash))
                .and(API_TOKEN.REVOKED_AT.isNull())
                .and(API_TOKEN.EXPIRES_AT.gt(now.atOffset(ZoneOffset.UTC)))
                .and(PrincipalRepository.mayAct())
                .fetchOptional(row -> new Live(
                        Bytes.of(row.getValue(API_TOKEN.TOKEN_HASH)),
                        new Tenant(row.getValue(API_TOKEN.TENANT)),
                        row.getValue(API_TOKEN.ID),
                        Columns.texts(row.getValue(API_TOKEN.SCOPES)),
                        new PrincipalRepository.Member(
                                PrincipalRepository.principal(row), PrincipalRepository.groups(row))));
    }

    /**
     * A token as it is listed.
     *
     * @param token what is known of it
     * @param endsWith the last characters of its secret; empty for a token from before these were kept
     * @param createdAt when it was issued
     * @param revokedAt when it was revoked, if it was
     */
    record Row(Token token, Optional<String> endsWith, Instant createdAt, Optional<Instant> revokedAt) {}

    /** Tokens after one, in order of their ids, which is that of time; those of one principal, if one is named. */
    List<Row> page(Tenant tenant, Optional<String> principal, Optional<UUID> after, int limit) {
        return sql.select(API_TOKEN.fields())
                .from(API_TOKEN)
                .join(LEDGER_KEY)
                .on(Receipts.of(API_TOKEN.TENANT, API_TOKEN.DRAFT_KEY))
                .where(API_TOKEN.TENANT.eq(tenant.name()))
                .and(principal.map(API_TOKEN.PRINCIPAL_ID::eq).orElse(DSL.noCondition()))
                .and(after.map(API_TOKEN.ID::gt).orElse(DSL.noCondition()))
                .orderBy(API_TOKEN.ID)
                .limit(limit)
                .fetch(TokenRepository::row);
    }

    private static Row row(Record row) {
        return new Row(
                new Token(
                        row.getValue(API_TOKEN.ID),
                        row.getValue(API_TOKEN.PRINCIPAL_ID),
                        Columns.texts(row.getValue(API_TOKEN.SCOPES)),
                        row.getValue(API_TOKEN.EXPIRES_AT).toInstant()),
                Optional.ofNullable(row.getValue(API_TOKEN.ENDS_WITH)),
                row.getValue(API_TOKEN.CREATED_AT).toInstant(),
                Optional.ofNullable(row.getValue(API_TOKEN.REVOKED_AT)).map(OffsetDateTime::toInstant));
    }

    /** Revokes whatever tokens the principal has, and gives how many. */
    int revokeAll(Tenant tenant, String principal, Instant now) {
        return sql.update(API_TOKEN)
                .set(API_TOKEN.REVOKED_AT, now.atOffset(ZoneOffset.UTC))
                .where(API_TOKEN.TENANT.eq(tenant.name()))
                .and(API_TOKEN.PRINCIPAL_ID.eq(principal))
                .and(API_TOKEN.REVOKED_AT.isNull())
                .execute();
    }

    /** Revokes a token; empty if there is none that is not revoked, else the random name of its principal. */
    Optional<String> revoke(Tenant tenant, UUID id, Instant now) {
        int rows = sql.update(API_TOKEN)
                .set(API_TOKEN.REVOKED_AT, now.atOffset(ZoneOffset.UTC))
                .where(API_TOKEN.TENANT.eq(tenant.name()))
                .and(API_TOKEN.ID.eq(id))
                .and(API_TOKEN.REVOKED_AT.isNull())
                .execute();
        return rows == 0 ? Optional.empty() : owner(tenant, id);
    }

    private Optional<String> owner(Tenant tenant, UUID id) {
        List<String> names = sql.select(PRINCIPAL.LEDGER_ID)
                .from(API_TOKEN)
                .join(PRINCIPAL)
                .on(PRINCIPAL.TENANT.eq(API_TOKEN.TENANT))
                .and(PRINCIPAL.ID.eq(API_TOKEN.PRINCIPAL_ID))
                .where(API_TOKEN.TENANT.eq(tenant.name()))
                .and(API_TOKEN.ID.eq(id))
                .fetch(row -> row.value1());
        return names.stream().findFirst();
    }
}
