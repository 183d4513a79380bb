package dev.writ.api.approval;

import static dev.writ.api.schema.Tables.CHANGE_COMMENT;
import static dev.writ.api.schema.Tables.LEDGER_KEY;

import dev.writ.api.audit.Receipts;
import dev.writ.api.platform.Tenant;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Rows of {@code change_comment}; what was said lives beside the log. */
@Repository
class CommentRepository {
    private final DSLContext sql;

    CommentRepository(DSLContext sql) {
        this.sql = sql;
    }

    /**
     * A comment, without its text.
     *
     * @param id sorts by time
     * @param author id of the principal
     * @param at when
     * @param draftKey of its entry
     * @param index of its entry in the log
     */
    record Comment(UUID id, String author, Instant at, String draftKey, long index) {}

    void insert(Tenant tenant, UUID request, UUID id, String author, Instant at, String draftKey) {
        sql.insertInto(CHANGE_COMMENT)
                .set(CHANGE_COMMENT.TENANT, tenant.name())
                .set(CHANGE_COMMENT.REQUEST_ID, request)
                .set(CHANGE_COMMENT.ID, id)
                .set(CHANGE_COMMENT.AUTHOR, author)
                .set(CHANGE_COMMENT.CREATED_AT, at.atOffset(ZoneOffset.UTC))
                .set(CHANGE_COMMENT.DRAFT_KEY, draftKey)
                .execute();
    }

    int count(Tenant tenant, UUID request) {
        return sql.fetchCount(
                CHANGE_COMMENT, CHANGE_COMMENT.TENANT.eq(tenant.name()), CHANGE_COMMENT.REQUEST_ID.eq(request));
    }

    /** Ids of the comments that an entry tells of. */
    List<UUID> ids(Tenant tenant, String key) {
        return sql.select(CHANGE_COMMENT.ID)
                .from(CHANGE_COMMENT)
                .where(CHANGE_COMMENT.TENANT.eq(tenant.name()))
                .and(CHANGE_COMMENT.DRAFT_KEY.eq(key))
                .fetch(CHANGE_COMMENT.ID);
    }

    /** The oldest after {@code cursor}, oldest first. */
    List<Comment> of(Tenant tenant, UUID request, Optional<UUID> cursor, int limit) {
        return fetch(
                tenant, request, cursor.<Condition>map(CHANGE_COMMENT.ID::gt).orElseGet(DSL::noCondition), limit);
    }

    Optional<Comment> find(Tenant tenant, UUID request, UUID id) {
        return fetch(tenant, request, CHANGE_COMMENT.ID.eq(id), 1).stream().findFirst();
    }

    private List<Comment> fetch(Tenant tenant, UUID request, Condition which, int limit) {
        return sql.select(
                        CHANGE_COMMENT.ID,
                        CHANGE_COMMENT.AUTHOR,
                        CHANGE_COMMENT.CREATED_AT,
                        CHANGE_COMMENT.DRAFT_KEY,
                        LEDGER_KEY.SEQ)
                .from(CHANGE_COMMENT)
                .join(LEDGER_KEY)
                .on(Receipts.of(CHANGE_COMMENT.TENANT, CHANGE_COMMENT.DRAFT_KEY))
                .where(CHANGE_COMMENT.TENANT.eq(tenant.name()))
                .and(CHANGE_COMMENT.REQUEST_ID.eq(request))
                .and(which)
                .orderBy(CHANGE_COMMENT.ID)
                .limit(limit)
                .fetch(row ->
                        new Comment(row.value1(), row.value2(), row.value3().toInstant(), row.value4(), row.value5()));
    }
}
