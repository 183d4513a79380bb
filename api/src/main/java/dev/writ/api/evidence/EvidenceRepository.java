package dev.writ.api.evidence;

import static dev.writ.api.schema.Tables.EVIDENCE;
import static dev.writ.api.schema.Tables.EVIDENCE_SUBJECT;
import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.PRODUCER_KEY;

import dev.writ.api.audit.Receipts;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Bytes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Rows of {@code evidence} and {@code evidence_subject}. */
@Repository
class EvidenceRepository {
    private final DSLContext sql;

    EvidenceRepository(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * A row of {@code evidence}.
     *
     * @param id made by the service
     * @param statement what was signed
     * @param producer whose key signed it
     * @param envelope the envelope, canonically
     * @param statementDigest digest of the payload's bytes
     */
    record Row(UUID id, Statement statement, Producer producer, Bytes envelope, String statementDigest) {}

    /** False if the key has signed these bytes in a record that is there already. */
    boolean insert(Tenant tenant, Row row, Instant now, String draftKey) {
        int inserted = sql.insertInto(EVIDENCE)
                .set(EVIDENCE.TENANT, tenant.name())
                .set(EVIDENCE.ID, row.id())
                .set(EVIDENCE.PREDICATE_TYPE, row.statement().predicateType())
                .set(EVIDENCE.PREDICATE, Columns.write(row.statement().predicate()))
                .set(EVIDENCE.PRODUCER, row.producer().id())
                .set(EVIDENCE.KEYID, row.producer().keyid())
                .set(EVIDENCE.ENVELOPE, row.envelope().toArray())
                .set(EVIDENCE.STATEMENT_DIGEST, row.statementDigest())
                .set(EVIDENCE.RECORDED_AT, now.atOffset(ZoneOffset.UTC))
                .set(EVIDENCE.DRAFT_KEY, draftKey)
                .onConflictDoNothing()
                .execute();
        if (inserted == 0) {
            return false;
        }
        for (Statement.Subject subject : row.statement().subjects()) {
            sql.insertInto(EVIDENCE_SUBJECT)
                    .set(EVIDENCE_SUBJECT.TENANT, tenant.name())
                    .set(EVIDENCE_SUBJECT.DIGEST, subject.text())
                    .set(EVIDENCE_SUBJECT.EVIDENCE_ID, row.id())
                    .set(EVIDENCE_SUBJECT.SUBJECT_NAME, subject.name())
                    .execute();
        }
        return true;
    }

    /** Digest of the statement and ledger index, if the evidence is in the log. */
    Optional<Stored> find(Tenant tenant, UUID id) {
        return sql.select(EVIDENCE.STATEMENT_DIGEST, LEDGER_KEY.SEQ)
                .from(EVIDENCE)
                .join(LEDGER_KEY)
                .on(Receipts.of(EVIDENCE.TENANT, EVIDENCE.DRAFT_KEY))
                .where(EVIDENCE.TENANT.eq(tenant.name()))
                .and(EVIDENCE.ID.eq(id))
                .fetchOptional(row -> new Stored(id, row.value1(), row.value2()));
    }

    /** The first record in the log of a statement, under a key that is not revoked. */
    Optional<Stored> recorded(Tenant tenant, String statementDigest) {
        return sql.select(EVIDENCE.ID, LEDGER_KEY.SEQ)
                .from(EVIDENCE)
                .join(PRODUCER_KEY)
                .on(PRODUCER_KEY.TENANT.eq(EVIDENCE.TENANT))
                .and(PRODUCER_KEY.KEYID.eq(EVIDENCE.KEYID))
                .join(LEDGER_KEY)
                .on(Receipts.of(EVIDENCE.TENANT, EVIDENCE.DRAFT_KEY))
                .where(EVIDENCE.TENANT.eq(tenant.name()))
                .and(EVIDENCE.STATEMENT_DIGEST.eq(statementDigest))
                .and(PRODUCER_KEY.REVOKED_AT.isNull())
                .orderBy(LEDGER_KEY.SEQ)
                .limit(1)
                .fetchOptional(row -> new Stored(row.value1(), statementDigest, row.value2()));
    }

    /** What is known of stored evidence without reading it. */
    record Stored(UUID id, String statementDigest, long index) {}

    /** What is recorded for an artifact by keys that are not revoked, in the order of the log, as the rules see it. */
    List<Json> of(Tenant tenant, String digest, int most) {
        return sql.select(
                        EVIDENCE.ID,
                        EVIDENCE.PREDICATE_TYPE,
                        EVIDENCE.PREDICATE,
                        EVIDENCE_SUBJECT.SUBJECT_NAME,
                        EVIDENCE.PRODUCER,
                        EVIDENCE.RECORDED_AT,
                        LEDGER_KEY.SEQ)
                .from(EVIDENCE_SUBJECT)
                .join(EVIDENCE)
                .on(EVIDENCE.TENANT.eq(EVIDENCE_SUBJECT.TENANT))
                .and(EVIDENCE.ID.eq(EVIDENCE_SUBJECT.EVIDENCE_ID))
                .join(PRODUCER_KEY)
                .on(PRODUCER_KEY.TENANT.eq(EVIDENCE.TENANT))
                .and(PRODUCER_KEY.KEYID.eq(EVIDENCE.KEYID))
                .join(LEDGER_KEY)
                .on(Receipts.of(EVIDENCE.TENANT, EVIDENCE.DRAFT_KEY))
                .where(EVIDENCE_SUBJECT.TENANT.eq(tenant.name()))
                .and(EVIDENCE_SUBJECT.DIGEST.eq(digest))
                .and(PRODUCER_KEY.REVOKED_AT.isNull())
                .orderBy(LEDGER_KEY.SEQ)
                .limit(most)
                .fetch(row -> new Json.Obj(Map.of(
                        "id", new Json.Str(row.value1().toString()),
                        "predicate_type", new Json.Str(row.value2()),
                        "predicate", Columns.read(row.value3()),
                        "subject_name", new Json.Str(row.value4()),
                        "digest", new Json.Str(digest),
                        "producer", new Json.Str(row.value5()),
                        "recorded_at",
                                new Json.Str(
                                        new Timestamp(row.value6().toInstant().toEpochMilli()).text()),
                        "ledger_index", new Json.Num(row.value7()))));
    }
}
