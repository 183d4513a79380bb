package dev.writ.api.audit;

import static dev.writ.api.schema.Tables.PAYLOAD;

import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.PayloadField;
import dev.writ.ledger.entry.StrictJson;
import dev.writ.ledger.merkle.Bytes;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Rows of {@code payload}: the values that entries hold only commitments to, with their salts. */
@Repository
class PayloadRepository {
    private final DSLContext sql;
    private final StrictJson reader = new StrictJson();

    PayloadRepository(DSLContext sql) {
        this.sql = sql;
    }

    void insert(Tenant tenant, String draftKey, PayloadField field) {
        sql.insertInto(PAYLOAD)
                .set(PAYLOAD.TENANT, tenant.name())
                .set(PAYLOAD.DRAFT_KEY, draftKey)
                .set(PAYLOAD.FIELD, field.name())
                .set(PAYLOAD.SALT, field.salt().bytes().toArray())
                .set(PAYLOAD.CONTENT, field.value().canonical().toArray())
                .execute();
    }

    /** The values of an entry that are still there, by field name. */
    Map<String, Json> read(Tenant tenant, String draftKey) {
        Map<String, Json> fields = new TreeMap<>();
        sql.select(PAYLOAD.FIELD, PAYLOAD.CONTENT)
                .from(PAYLOAD)
                .where(PAYLOAD.TENANT.eq(tenant.name()))
                .and(PAYLOAD.DRAFT_KEY.eq(draftKey))
                .forEach(row -> fields.put(row.value1(), reader.read(Bytes.of(row.value2()))));
        return fields;
    }
}
