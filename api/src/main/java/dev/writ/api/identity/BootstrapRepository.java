package dev.writ.api.identity;

import static dev.writ.api.schema.Tables.BOOTSTRAP;

import dev.writ.api.platform.Tenant;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** The row of {@code bootstrap}. */
@Repository
class BootstrapRepository {
    private final DSLContext sql;

    BootstrapRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** The hash of the token that can be used now. */
    Optional<byte[]> live(Tenant tenant, Instant now) {
        return sql.select(BOOTSTRAP.TOKEN_HASH)
                .from(BOOTSTRAP)
                .where(BOOTSTRAP.TENANT.eq(tenant.name()))
                .and(BOOTSTRAP.USED_AT.isNull())
                .and(BOOTSTRAP.EXPIRES_AT.gt(now.atOffset(ZoneOffset.UTC)))
                .fetchOptional(row -> row.value1());
    }

    /** Replaces whatever token there was. */
    void replace(Tenant tenant, byte[] hash, Instant expires) {
        sql.deleteFrom(BOOTSTRAP).where(BOOTSTRAP.TENANT.eq(tenant.name())).execute();
        sql.insertInto(BOOTSTRAP)
                .set(BOOTSTRAP.TENANT, tenant.name())
                .set(BOOTSTRAP.TOKEN_HASH, hash)
                .set(BOOTSTRAP.EXPIRES_AT, expires.atOffset(ZoneOffset.UTC))
                .execute();
    }

    /** Uses the token up; false if it was used or has expired. */
    boolean use(Tenant tenant, Instant now) {
        return sql.update(BOOTSTRAP)
                        .set(BOOTSTRAP.USED_AT, now.atOffset(ZoneOffset.UTC))
                        .where(BOOTSTRAP.TENANT.eq(tenant.name()))
                        .and(BOOTSTRAP.USED_AT.isNull())
                        .and(BOOTSTRAP.EXPIRES_AT.gt(now.atOffset(ZoneOffset.UTC)))
                        .execute()
                == 1;
    }
}
