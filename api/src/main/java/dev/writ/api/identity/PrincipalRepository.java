package dev.writ.api.identity;

import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.PRINCIPAL;

import dev.writ.api.audit.Receipts;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.FirstInsert;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/** Rows of {@code principal}. */
@Repository
class PrincipalRepository {
    private final DSLContext sql;

    PrincipalRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** Inserts unless there is one of the same id; false if there is. */
    boolean insert(Tenant tenant, Principal principal, Instant now, String draftKey) {
        return FirstInsert.of(sql.insertInto(PRINCIPAL)
                .set(PRINCIPAL.TENANT, tenant.name())
                .set(PRINCIPAL.ID, principal.id())
                .set(PRINCIPAL.LEDGER_ID, principal.ledgerId())
                .set(PRINCIPAL.KIND, principal.kind())
                .set(PRINCIPAL.ROLES, Columns.write(Columns.json(principal.roles())))
                .set(PRINCIPAL.ATTRIBUTES, Columns.write(Columns.json(principal.attributes())))
                .set(PRINCIPAL.OWNER, principal.owner().orElse(null))
                .set(PRINCIPAL.CREATED_AT, now.atOffset(ZoneOffset.UTC))
                .set(PRINCIPAL.DRAFT_KEY, draftKey));
    }

    /** Whether the id is taken, even by one that is not in the log yet. */
    boolean taken(Tenant tenant, String id) {
        return sql.fetchExists(PRINCIPAL, PRINCIPAL.TENANT.eq(tenant.name()).and(PRINCIPAL.ID.eq(id)));
    }

    /** Whether any principal but one has the role, even one that is not in the log yet; roles are stored as canonical JSON. */
    boolean anyWithRole(Tenant tenant, String role, String but) {
        return sql.fetchExists(
                PRINCIPAL,
                PRINCIPAL.TENANT.eq(tenant.name()),
                PRINCIPAL.ID.ne(but),
                PRINCIPAL.ROLES.contains(Columns.write(new Json.Str(role))));
    }

    Optional<Principal> find(Tenant tenant, String id) {
        return sql.select(
                        PRINCIPAL.ID,
                        PRINCIPAL.LEDGER_ID,
                        PRINCIPAL.KIND,
                        PRINCIPAL.ROLES,
                        PRINCIPAL.ATTRIBUTES,
                        PRINCIPAL.OWNER)
                .from(PRINCIPAL)
                .join(LEDGER_KEY)
                .on(Receipts.of(PRINCIPAL.TENANT, PRINCIPAL.DRAFT_KEY))
                .where(PRINCIPAL.TENANT.eq(tenant.name()))
                .and(PRINCIPAL.ID.eq(id))
                .fetchOptional(PrincipalRepository::principal);
    }

    /** Principals after {@code cursor} in order of their ids. */
    List<Principal> page(Tenant tenant, String cursor, int limit) {
        return sql.select(
                        PRINCIPAL.ID,
                        PRINCIPAL.LEDGER_ID,
                        PRINCIPAL.KIND,
                        PRINCIPAL.ROLES,
                        PRINCIPAL.ATTRIBUTES,
                        PRINCIPAL.OWNER)
                .from(PRINCIPAL)
                .join(LEDGER_KEY)
                .on(Receipts.of(PRINCIPAL.TENANT, PRINCIPAL.DRAFT_KEY))
                .where(PRINCIPAL.TENANT.eq(tenant.name()))
                .and(PRINCIPAL.ID.gt(cursor))
                .orderBy(PRINCIPAL.ID)
                .limit(limit)
                .fetch(PrincipalRepository::principal);
    }

    static Principal principal(Record row) {
        return new Principal(
                row.getValue(PRINCIPAL.ID),
                row.getValue(PRINCIPAL.LEDGER_ID),
                row.getValue(PRINCIPAL.KIND),
                Columns.texts(row.getValue(PRINCIPAL.ROLES)),
                Columns.textMap(row.getValue(PRINCIPAL.ATTRIBUTES)),
                Optional.ofNullable(row.getValue(PRINCIPAL.OWNER)));
    }
}
