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
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Rows of {@code decision}. A decision that has no index in the log yet is never returned. */
@Repository
class DecisionRepository {
    private static final String PREFIX = "sha256:";
    private static final List<TableField<?, String>> ASKED = List.of(
            DECISION.SUBJECT_TYPE,
            DECISION.SUBJECT_ID,
            DECISION.ACTION_NAME,
            DECISION.RESOURCE_TYPE,
            DECISION.RESOURCE_ID,
            DECISION.REQUEST_DIGEST);
    private static final List<TableField<?, String>> KNOWN = List.of(DECISION.CALLER_ID, DECISION.FACTS_DIGEST);

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
                .set(DECISION.CALLER_ID, of(decision.known(), Decision.Known::callerId))
                .set(DECISION.SUBJECT_TYPE, of(decision.asked(), Decision.Asked::subjectType))
                .set(DECISION.SUBJECT_ID, of(decision.asked(), Decision.Asked::subjectId))
                .set(DECISION.ACTION_NAME, of(decision.asked(), Decision.Asked::action))
                .set(DECISION.RESOURCE_TYPE, of(decision.asked(), Decision.Asked::resourceType))
                .set(DECISION.RESOURCE_ID, of(decision.asked(), Decision.Asked::resourceId))
                .set(DECISION.OUTCOME, decision.outcome().word())
                .set(DECISION.POLICY_SET, decision.policySet())
                .set(DECISION.POLICY_REVISION, decision.policyRevision())
                .set(
                        DECISION.REQUEST_DIGEST,
                        of(decision.asked(), asked -> PREFIX + asked.digest().hex()))
                .set(
                        DECISION.FACTS_DIGEST,
                        of(decision.known(), known -> PREFIX + known.digest().hex()))
                .set(DECISION.CREATED_AT, decision.at().atOffset(ZoneOffset.UTC))
                .set(DECISION.DRAFT_KEY, draftKey)
                .execute();
    }

    private static <T> @Nullable String of(Optional<T> part, Function<T, String> column) {
        return part.map(column).orElse(null);
    }

    /** The id of the resource that a decision is about, unless it is erased. */
    Optional<String> resource(Tenant tenant, String draftKey) {
        return sql.select(DECISION.RESOURCE_ID)
                .from(DECISION)
                .where(DECISION.TENANT.eq(tenant.name()))
                .and(DECISION.DRAFT_KEY.eq(draftKey))
                .and(DECISION.RESOURCE_ID.isNotNull())
                .fetchOptional(DECISION.RESOURCE_ID);
    }

    /** Clears what rows repeat of a request that is erased, and gives the ids of the decisions. */
    List<UUID> forgetRequest(Tenant tenant, String draftKey) {
        sql.update(DECISION)
                .setNull(DECISION.SUBJECT_TYPE)
                .setNull(DECISION.SUBJECT_ID)
                .setNull(DECISION.ACTION_NAME)
                .setNull(DECISION.RESOURCE_TYPE)
                .setNull(DECISION.RESOURCE_ID)
                .setNull(DECISION.REQUEST_DIGEST)
                .where(DECISION.TENANT.eq(tenant.name()))
                .and(DECISION.DRAFT_KEY.eq(draftKey))
                .execute();
        return sql.select(DECISION.ID)
                .from(DECISION)
                .where(DECISION.TENANT.eq(tenant.name()))
                .and(DECISION.DRAFT_KEY.eq(draftKey))
                .fetch(DECISION.ID);
    }

    /** Clears what rows repeat of facts that are erased. */
    void forgetFacts(Tenant tenant, String draftKey) {
        sql.update(DECISION)
                .setNull(DECISION.CALLER_ID)
                .setNull(DECISION.FACTS_DIGEST)
                .where(DECISION.TENANT.eq(tenant.name()))
                .and(DECISION.DRAFT_KEY.eq(draftKey))
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
                Outcome.of(row.getValue(DECISION.OUTCOME)).orElseThrow(),
                row.getValue(DECISION.POLICY_SET),
                row.getValue(DECISION.POLICY_REVISION),
                row.getValue(DECISION.CREATED_AT).toInstant(),
                anyOf(row, ASKED)
                        .map(texts -> new Decision.Asked(
                                texts.get(0),
                                texts.get(1),
                                texts.get(2),
                                texts.get(3),
                                texts.get(4),
                                digest(texts.get(5)))),
                anyOf(row, KNOWN).map(texts -> new Decision.Known(texts.get(0), digest(texts.get(1)))));
        return new Logged(decision, row.getValue(DECISION.DRAFT_KEY), row.getValue(LEDGER_KEY.SEQ));
    }

    /** What some columns say; empty if none of them says anything, and the empty text where only one of them does not. */
    private static Optional<List<String>> anyOf(Record row, List<TableField<?, String>> columns) {
        List<String> texts = columns.stream()
                .map(column -> Objects.requireNonNullElse(row.getValue(column), ""))
                .toList();
        return texts.stream().allMatch(String::isEmpty) ? Optional.empty() : Optional.of(texts);
    }

    private static Hash digest(String column) {
        return column.isEmpty() ? Hash.ZERO : Hash.parseHex(column.substring(PREFIX.length()));
    }
}
