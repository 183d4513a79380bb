package dev.writ.api.audit;

import static dev.writ.api.schema.Tables.DECISION;
import static dev.writ.api.schema.Tables.LEDGER_ENTRY;
import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.LEDGER_TERM;
import static dev.writ.api.schema.Tables.LEDGER_UNINDEXED;
import static dev.writ.api.schema.Tables.PRINCIPAL;

import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.SearchTerm;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.store.StoredTerm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Rows of {@code ledger_term}, beside those that the log writes itself, and what names in a search stand for. */
@Repository
class SearchRepository {
    private final DSLContext sql;

    SearchRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** The random id that stands for a principal in the log. */
    Optional<String> ledgerId(Tenant tenant, String principal) {
        return sql.select(PRINCIPAL.LEDGER_ID)
                .from(PRINCIPAL)
                .where(PRINCIPAL.TENANT.eq(tenant.name()))
                .and(PRINCIPAL.ID.eq(principal))
                .fetchOptional(PRINCIPAL.LEDGER_ID);
    }

    /** Entries from before there was an index that are not in it yet. */
    record Gap(long next, long upto) {}

    Optional<Gap> gap(Tenant tenant) {
        return sql.select(LEDGER_UNINDEXED.NEXT, LEDGER_UNINDEXED.UPTO)
                .from(LEDGER_UNINDEXED)
                .where(LEDGER_UNINDEXED.TENANT.eq(tenant.name()))
                .fetchOptional(row -> new Gap(row.value1(), row.value2()));
    }

    /** What was done of the gap; a gap that is closed is forgotten. */
    void indexed(Tenant tenant, long next) {
        sql.update(LEDGER_UNINDEXED)
                .set(LEDGER_UNINDEXED.NEXT, next)
                .where(LEDGER_UNINDEXED.TENANT.eq(tenant.name()))
                .and(LEDGER_UNINDEXED.NEXT.lt(next))
                .execute();
        sql.deleteFrom(LEDGER_UNINDEXED)
                .where(LEDGER_UNINDEXED.TENANT.eq(tenant.name()))
                .and(LEDGER_UNINDEXED.NEXT.ge(LEDGER_UNINDEXED.UPTO))
                .execute();
    }

    /** Bytes of entries, by their index. */
    Map<Long, Bytes> entries(Tenant tenant, long from, long to) {
        return sql.select(LEDGER_ENTRY.SEQ, LEDGER_ENTRY.BYTES)
                .from(LEDGER_ENTRY)
                .where(LEDGER_ENTRY.TENANT.eq(tenant.name()))
                .and(LEDGER_ENTRY.SEQ.ge(from))
                .and(LEDGER_ENTRY.SEQ.lt(to))
                .orderBy(LEDGER_ENTRY.SEQ)
                .fetchMap(LEDGER_ENTRY.SEQ, row -> Bytes.of(row.get(LEDGER_ENTRY.BYTES)));
    }

    /** Ids of the resources that decisions are about and that are not erased, by the index of their entry. */
    Map<Long, String> resources(Tenant tenant, long from, long to) {
        return sql.select(LEDGER_KEY.SEQ, DECISION.RESOURCE_ID)
                .from(LEDGER_KEY)
                .join(DECISION)
                .on(Receipts.of(DECISION.TENANT, DECISION.DRAFT_KEY))
                .where(LEDGER_KEY.TENANT.eq(tenant.name()))
                .and(LEDGER_KEY.SEQ.ge(from))
                .and(LEDGER_KEY.SEQ.lt(to))
                .and(DECISION.RESOURCE_ID.isNotNull())
                .fetchMap(LEDGER_KEY.SEQ, DECISION.RESOURCE_ID);
    }

    /** Inserts rows that may be there already. */
    void insert(Tenant tenant, List<StoredTerm> terms) {
        for (StoredTerm row : terms) {
            sql.insertInto(LEDGER_TERM)
                    .set(LEDGER_TERM.TENANT, tenant.name())
                    .set(LEDGER_TERM.TERM, row.term().bytes().toArray())
                    .set(LEDGER_TERM.SEQ, row.seq())
                    .onConflictDoNothing()
                    .execute();
        }
    }

    /** Lets an entry not be found by a term any more. */
    void delete(Tenant tenant, long index, SearchTerm term) {
        sql.deleteFrom(LEDGER_TERM)
                .where(LEDGER_TERM.TENANT.eq(tenant.name()))
                .and(LEDGER_TERM.TERM.eq(term.bytes().toArray()))
                .and(LEDGER_TERM.SEQ.eq(index))
                .execute();
    }
}
