package dev.writ.api.identity;

import static dev.writ.api.schema.Tables.API_TOKEN;
import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.PRINCIPAL;

import dev.writ.api.audit.Receipts;
import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.merkle.Bytes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
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
     * @param caller whom it stands for
     */
    record Live(Bytes hash, Caller caller) {}

    void insert(Tenant tenant, Token token, byte[] hash, Instant now, String draftKey) {
        sql.insertInto(API_TOKEN)
                .set(API_TOKEN.TENANT, tenant.name())
                .set(API_TOKEN.ID, token.id())
                .set(API_TOKEN.PRINCIPAL_ID, token.principal())
                .set(API_TOKEN.TOKEN_HASH, hash)
                .set(API_TOKEN.SCOPES, Columns.write(Columns.json(token.scopes())))
                .set(API_TOKEN.CREATED_AT, now.atOffset(ZoneOffset.UTC))
                .set(API_TOKEN.EXPIRES_AT, token.expiresAt().atOffset(ZoneOffset.UTC))
                .set(API_TOKEN.DRAFT_KEY, draftKey)
                .execute();
    }

    /** The live token with this hash, with its principal; the tenant is the token's. */
    Optional<Live> find(byte[] hash, Instant now) {
        return sql.select(
                        API_TOKEN.TENANT,
                        API_TOKEN.ID,
                        API_TOKEN.TOKEN_HASH,
                        API_TOKEN.SCOPES,
                        PRINCIPAL.ID,
                        PRINCIPAL.LEDGER_ID,
                        PRINCIPAL.KIND,
                        PRINCIPAL.ROLES,
                        PRINCIPAL.ATTRIBUTES,
                        PRINCIPAL.OWNER)
                .from(API_TOKEN)
                .join(LEDGER_KEY)
                .on(Receipts.of(API_TOKEN.TENANT, API_TOKEN.DRAFT_KEY))
                .join(PRINCIPAL)
                .on(PRINCIPAL.TENANT.eq(API_TOKEN.TENANT))
                .and(PRINCIPAL.ID.eq(API_TOKEN.PRINCIPAL_ID))
                .where(API_TOKEN.TOKEN_HASH.eq(hash))
                .and(API_TOKEN.REVOKED_AT.isNull())
                .and(API_TOKEN.EXPIRES_AT.gt(now.atOffset(ZoneOffset.UTC)))
                .fetchOptional(row -> new Live(
                        Bytes.of(row.value3()),
                        new Caller(
                                new Tenant(row.value1()),
                                row.value5(),
                                row.value6(),
                                row.value7(),
                                Columns.texts(row.value8()),
                                Columns.textMap(row.value9()),
                                Columns.texts(row.value4()),
                                List.of(),
                                Objects.requireNonNullElse(row.value10(), row.value5()),
                                Caller.SignIn.API_TOKEN,
                                row.value2().toString())));
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
