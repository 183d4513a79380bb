package dev.writ.api.approval;

import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.VOTE;
import static dev.writ.api.schema.Tables.VOTE_PERSON;

import dev.writ.api.audit.Receipts;
import dev.writ.api.platform.Columns;
import dev.writ.api.platform.FirstInsert;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.merkle.Hash;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Rows of {@code vote} and {@code vote_person}. */
@Repository
class VoteRepository {
    private final DSLContext sql;

    VoteRepository(DSLContext sql) {
        this.sql = sql;
    }

    /** Inserts a vote; false if somebody who takes part in it took part in one on the same binding. */
    boolean insert(Tenant tenant, UUID request, Vote vote) {
        sql.insertInto(VOTE)
                .set(VOTE.TENANT, tenant.name())
                .set(VOTE.REQUEST_ID, request)
                .set(VOTE.ID, vote.id())
                .set(VOTE.VOTER, vote.ballot().voter())
                .set(VOTE.HOLDER, vote.ballot().holder())
                .set(VOTE.VERDICT, vote.verdict().word())
                .set(VOTE.DIGEST, vote.digest().hex())
                .set(VOTE.VOTER_GROUPS, Columns.write(Columns.json(vote.ballot().groups())))
                .set(VOTE.CREATED_AT, vote.at().atOffset(ZoneOffset.UTC))
                .set(VOTE.DRAFT_KEY, vote.draftKey())
                .execute();
        for (String person : vote.ballot().persons()) {
            if (!FirstInsert.of(sql.insertInto(VOTE_PERSON)
                    .set(VOTE_PERSON.TENANT, tenant.name())
                    .set(VOTE_PERSON.REQUEST_ID, request)
                    .set(VOTE_PERSON.DIGEST, vote.digest().hex())
                    .set(VOTE_PERSON.PERSON, person)
                    .set(VOTE_PERSON.VOTE_ID, vote.id()))) {
                return false;
            }
        }
        return true;
    }

    /** All votes on a request that are in the log, and those of the change that asks, in the order in which they were given. */
    List<Vote> of(Tenant tenant, UUID request) {
        return sql.select(VOTE.fields())
                .from(VOTE)
                .where(VOTE.TENANT.eq(tenant.name()))
                .and(VOTE.REQUEST_ID.eq(request))
                .orderBy(VOTE.ID)
                .fetch(VoteRepository::vote);
    }

    /** Who takes part in the votes for what a request is now, even in one that is not in the log yet. */
    Set<String> persons(Tenant tenant, Row row) {
        return sql.select(VOTE_PERSON.PERSON)
                .from(VOTE_PERSON)
                .where(VOTE_PERSON.TENANT.eq(tenant.name()))
                .and(VOTE_PERSON.REQUEST_ID.eq(row.id()))
                .and(VOTE_PERSON.DIGEST.eq(row.digest().hex()))
                .fetchSet(VOTE_PERSON.PERSON);
    }

    /** Those that are in the log. */
    List<Vote> logged(Tenant tenant, UUID request) {
        return sql.select(VOTE.fields())
                .select(LEDGER_KEY.SEQ)
                .from(VOTE)
                .join(LEDGER_KEY)
                .on(Receipts.of(VOTE.TENANT, VOTE.DRAFT_KEY))
                .where(VOTE.TENANT.eq(tenant.name()))
                .and(VOTE.REQUEST_ID.eq(request))
                .orderBy(VOTE.ID)
                .fetch(row -> vote(row).withIndex(row.getValue(LEDGER_KEY.SEQ)));
    }

    private static Vote vote(Record row) {
        return new Vote(
                row.getValue(VOTE.ID),
                new Ballot(
                        row.getValue(VOTE.VOTER),
                        row.getValue(VOTE.HOLDER),
                        Columns.texts(row.getValue(VOTE.VOTER_GROUPS))),
                Vote.Verdict.of(row.getValue(VOTE.VERDICT)),
                Hash.parseHex(row.getValue(VOTE.DIGEST)),
                row.getValue(VOTE.CREATED_AT).toInstant(),
                row.getValue(VOTE.DRAFT_KEY),
                Vote.NO_INDEX);
    }

    /** Ids of the votes that an entry tells of. */
    List<UUID> ids(Tenant tenant, String key) {
        return sql.select(VOTE.ID)
                .from(VOTE)
                .where(VOTE.TENANT.eq(tenant.name()))
                .and(VOTE.DRAFT_KEY.eq(key))
                .fetch(VOTE.ID);
    }

    /** Whether other votes than this one are on their way into the log. */
    boolean isAnyUnlogged(Tenant tenant, UUID request, UUID ours) {
        return sql.fetchExists(
                VOTE,
                VOTE.TENANT.eq(tenant.name()),
                VOTE.REQUEST_ID.eq(request),
                VOTE.ID.ne(ours),
                DSL.notExists(DSL.selectOne().from(LEDGER_KEY).where(Receipts.of(VOTE.TENANT, VOTE.DRAFT_KEY))));
    }
}
