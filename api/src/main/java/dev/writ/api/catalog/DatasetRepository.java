package dev.writ.api.catalog;

import static dev.writ.api.schema.Tables.DATASET;
import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static org.jooq.impl.DSL.max;

import dev.writ.api.audit.Receipts;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.FirstInsert;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Rows of {@code dataset}. */
@Repository
class DatasetRepository {
    private final DSLContext sql;

    DatasetRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** The highest version there is, even one that is not in the log yet; 0 if there is none. */
    long lastVersion(Tenant tenant, String id) {
        return sql.select(max(DATASET.VERSION))
                .from(DATASET)
                .where(DATASET.TENANT.eq(tenant.name()))
                .and(DATASET.ID.eq(id))
                .fetchOptional(row -> row.value1())
                .orElse(0L);
    }

    /** False if the version is there already. */
    boolean insert(Tenant tenant, String id, long version, Json document, Instant now, String draftKey) {
        return FirstInsert.of(sql.insertInto(DATASET)
                .set(DATASET.TENANT, tenant.name())
                .set(DATASET.ID, id)
                .set(DATASET.VERSION, version)
                .set(DATASET.DOCUMENT, Columns.write(document))
                .set(DATASET.CREATED_AT, now.atOffset(ZoneOffset.UTC))
                .set(DATASET.DRAFT_KEY, draftKey));
    }

    Optional<Json> newest(Tenant tenant, String id) {
        return sql.select(DATASET.DOCUMENT)
                .from(DATASET)
                .join(LEDGER_KEY)
                .on(Receipts.of(DATASET.TENANT, DATASET.DRAFT_KEY))
                .where(DATASET.TENANT.eq(tenant.name()))
                .and(DATASET.ID.eq(id))
                .orderBy(DATASET.VERSION.desc())
                .limit(1)
                .fetchOptional(row -> Columns.read(row.value1()));
    }
}
