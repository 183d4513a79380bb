package dev.writ.api.evidence;

import static dev.writ.api.schema.Tables.EVIDENCE;
import static dev.writ.api.schema.Tables.EVIDENCE_SUBJECT;
import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.PRODUCER_KEY;

import dev.writ.api.audit.Receipts;
import dev.writ.api.platform.FirstInsert;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.dsse.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
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
     * @param statementDigest digest of the payload's bytes
     */
    record Row(UUID id, Statement statement, Producer producer, String statementDigest) {}

    /**
     * Where recorded evidence is, for looking it up beside the log.
     *
     * @param id of the record
     * @param producer principal whose key signed it
     * @param keyid the key
     * @param statementDigest digest of the payload's bytes
     * @param recordedAt when it was taken in
     * @param draftKey under which the envelope is kept
     * @param index of its entry
     */
    record Found(
            UUID id,
            String producer,
            String keyid,
            String statementDigest,
            Instant recordedAt,
            String draftKey,
            long index) {}

    /** False if the key has signed these bytes in a record that is there already. */
    boolean insert(Tenant tenant, Row row, Instant now, String draftKey) {
        boolean inserted = FirstInsert.of(sql.insertInto(EVIDENCE)
                .set(EVIDENCE.TENANT, tenant.name())
                .set(EVIDENCE.ID, row.id())
                .set(EVIDENCE.PREDICATE_TYPE, row.statement().predicateType())
                .set(EVIDENCE.PRODUCER, row.producer().id())
                .set(EVIDENCE.KEYID, row.producer().keyid())
                .set(EVIDENCE.STATEMENT_DIGEST, row.statementDigest())
                .set(EVIDENCE.RECORDED_AT, now.atOffset(ZoneOffset.UTC))
                .set(EVIDENCE.DRAFT_KEY, draftKey));
        if (!inserted) {
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

    /** What is recorded for an artifact by keys that are not revoked, in the order of the log. */
    List<Found> of(Tenant tenant, String digest, int most) {
        return sql.select(
                        EVIDENCE.ID,
                        EVIDENCE.PRODUCER,
                        EVIDENCE.KEYID,
                        EVIDENCE.STATEMENT_DIGEST,
                        EVIDENCE.RECORDED_AT,
                        EVIDENCE.DRAFT_KEY,
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
                .fetch(row -> new Found(
                        row.value1(),
                        row.value2(),
                        row.value3(),
                        row.value4(),
                        row.value5().toInstant(),
                        row.value6(),
                        row.value7()));
    }

    /**
     * Takes a record, whose envelope is erased, out of what the rules are given, with what the row repeats of the envelope.
     *
     * @return the id of the record
     */
    List<UUID> forget(Tenant tenant, String draftKey) {
        List<UUID> ids = sql.select(EVIDENCE.ID)
                .from(EVIDENCE)
                .where(EVIDENCE.TENANT.eq(tenant.name()))
                .and(EVIDENCE.DRAFT_KEY.eq(draftKey))
                .fetch(EVIDENCE.ID);
        for (UUID id : ids) {
            sql.deleteFrom(EVIDENCE_SUBJECT)
                    .where(EVIDENCE_SUBJECT.TENANT.eq(tenant.name()))
                    .and(EVIDENCE_SUBJECT.EVIDENCE_ID.eq(id))
                    .execute();
            sql.update(EVIDENCE)
                    .set(EVIDENCE.STATEMENT_DIGEST, "erased:" + id)
                    .where(EVIDENCE.TENANT.eq(tenant.name()))
                    .and(EVIDENCE.ID.eq(id))
                    .execute();
        }
        return ids;
    }
}
