package dev.writ.api.decision;

import static dev.writ.api.schema.Tables.DECISION;
import static dev.writ.api.schema.Tables.LEDGER_KEY;

import dev.writ.api.audit.Receipts;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.merkle.Hash;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/** Rows of {@code decision}. A decision that has no index in the log yet is never returned. */
@Repository
class DecisionRepository {
    private final DSLContext sql;

    DecisionRepository(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * What a list is narrowed to; empty members do not narrow.
     *
     * @param subject id of the subject
     * @param resource id of the resource
     * @param action name of the action
     * @param outcome the outcome's word
     * @param caller id of who asked
     */
    record Filter(
            Optional<String> subject,
            Optional<String> resource,
            Optional<String> action,
            Optional<String> outcome,
            Optional<String> caller) {}

    void insert(Tenant tenant, Decision decision, String draftKey) {
        sql.insertInto(DECISION)
                .set(DECISION.TENANT, tenant.name())
                .set(DECISION.ID, decision.id())
                .set(DECISION.CALLER_ID, decision.callerId())
                .set(DECISION.SUBJECT_TYPE, decision.subjectType())
                .set(DECISION.SUBJECT_ID, decision.subjectId())
                .set(DECISION.ACTION_NAME, decision.action())
                .set(DECISION.RESOURCE_TYPE, decision.resourceType())
                .set(DECISION.RESOURCE_ID, decision.resourceId())
                .set(DECISION.OUTCOME, decision.outcome().word())
                .set(DECISION.POLICY_SET, decision.policySet())
                .set(DECISION.POLICY_REVISION, decision.policyRevision())
                .set(
                        DECISION.REQUEST_DIGEST,
                        "sha256:" + decision.requestDigest().hex())
                .set(DECISION.FACTS_DIGEST, "sha256:" + decision.factsDigest().hex())
                .set(DECISION.CREATED_AT, decision.at().atOffset(ZoneOffset.UTC))
                .set(DECISION.DRAFT_KEY, draftKey)
                .execute();
    }

    Optional<Logged> find(Tenant tenant, UUID id) {
        return sql.select(DECISION.fields())
                .select(LEDGER_KEY.SEQ)
                .from(DECISION)
                .join(LEDGER_KEY)
                .on(Receipts.of(DECISION.TENANT, DECISION.DRAFT_KEY))
                .where(DECISION.TENANT.eq(tenant.name()))
                .and(DECISION.ID.eq(id))
                .fetchOptional(DecisionRepository::logged);
    }

    /** The newest decisions before {@code cursor} (exclusive; all if empty), newest first. */
    List<Logged> page(Tenant tenant, Filter filter, Optional<UUID> cursor, int limit) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(DECISION.TENANT.eq(tenant.name()));
        cursor.ifPresent(id -> conditions.add(DECISION.ID.lt(id)));
        filter.subject().ifPresent(id -> conditions.add(DECISION.SUBJECT_ID.eq(id)));
        filter.resource().ifPresent(id -> conditions.add(DECISION.RESOURCE_ID.eq(id)));
        filter.action().ifPresent(name -> conditions.add(DECISION.ACTION_NAME.eq(name)));
        filter.outcome().ifPresent(word -> conditions.add(DECISION.OUTCOME.eq(word)));
        filter.caller().ifPresent(id -> conditions.add(DECISION.CALLER_ID.eq(id)));
        return sql.select(DECISION.fields())
                .select(LEDGER_KEY.SEQ)
                .from(DECISION)
                .join(LEDGER_KEY)
                .on(Receipts.of(DECISION.TENANT, DECISION.DRAFT_KEY))
                .where(conditions)
                .orderBy(DECISION.ID.desc())
                .limit(limit)
                .fetch(DecisionRepository::logged);
    }

    private static Logged logged(Record row) {
        var decision = new Decision(
                row.getValue(DECISION.ID),
                row.getValue(DECISION.CALLER_ID),
                row.getValue(DECISION.SUBJECT_TYPE),
                row.getValue(DECISION.SUBJECT_ID),
                row.getValue(DECISION.ACTION_NAME),
                row.getValue(DECISION.RESOURCE_TYPE),
                row.getValue(DECISION.RESOURCE_ID),
                Outcome.of(row.getValue(DECISION.OUTCOME)).orElseThrow(),
                row.getValue(DECISION.POLICY_SET),
                row.getValue(DECISION.POLICY_REVISION),
                digest(row.getValue(DECISION.REQUEST_DIGEST)),
                digest(row.getValue(DECISION.FACTS_DIGEST)),
                row.getValue(DECISION.CREATED_AT).toInstant());
        return new Logged(decision, row.getValue(DECISION.DRAFT_KEY), row.getValue(LEDGER_KEY.SEQ));
    }

    private static Hash digest(String column) {
        return Hash.parseHex(column.substring("sha256:".length()));
    }
}
