package dev.writ.api.audit;

import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.writ.api.platform.Database;
import dev.writ.ledger.entry.LogId;
import dev.writ.ledger.entry.SearchTerm;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.store.AppendTransaction;
import dev.writ.ledger.store.EntryQuery;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.LedgerStore;
import dev.writ.ledger.store.LedgerStoreContract;
import dev.writ.ledger.store.RecordedKey;
import dev.writ.ledger.store.StoredTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.ResultQuery;
import org.jooq.conf.ParamType;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The store contract on a database with the service's own migrations. */
abstract class JooqStoreContract extends LedgerStoreContract {
    private static final int MANY = 20_000;

    private final JooqRows rows;

    JooqStoreContract(Database database) {
        this.rows = JooqRows.in(database);
    }

    HikariDataSource connections() {
        return rows.connections();
    }

    @AfterEach
    void closeConnections() {
        rows.close();
    }

    @Override
    protected LedgerStore open(LogId log) {
        return rows.open(log);
    }

    @Override
    protected void enqueue(LogId log, IdempotencyKey key, Hash fingerprint, Bytes draft, Set<SearchTerm> terms) {
        rows.enqueue(log, key, fingerprint, draft, terms);
    }

    /** Whether a plan, as the database explains it, reads a table as a whole, or sorts what it has read. */
    abstract boolean readsAll(String plan);

    @Test
    void searchesReadNoTableAsAWhole() {
        LedgerStore store = open(new LogId("main"));
        store.create();
        try (AppendTransaction append = store.begin()) {
            List<StoredTerm> terms = new ArrayList<>();
            List<RecordedKey> keys = new ArrayList<>();
            for (long seq = 0; seq < MANY; seq++) {
                terms.add(new StoredTerm(SearchTerm.type("decision"), seq));
                terms.add(new StoredTerm(SearchTerm.principal("p" + seq % 50), seq));
                terms.add(new StoredTerm(SearchTerm.resource("r" + seq % 1000), seq));
                keys.add(
                        new RecordedKey(new IdempotencyKey(Receipts.SERVICE, "key-" + seq), Hash.ZERO, seq, Hash.ZERO));
            }
            append.insertTerms(terms);
            append.recordKeys(keys);
            append.commit();
        }
        DSLContext sql = DSL.using(rows.database().jooq().derive(connections()));
        sql.execute("analyze");
        List<SearchTerm> all =
                List.of(SearchTerm.resource("r7"), SearchTerm.principal("p7"), SearchTerm.type("decision"));
        for (int count = 1; count <= all.size(); count++) {
            for (boolean newestFirst : List.of(true, false)) {
                assertUsesIndexes(
                        sql,
                        LedgerRows.find(
                                sql,
                                new LogId("main"),
                                new EntryQuery(all.subList(0, count), 10, MANY, newestFirst),
                                201));
            }
        }
        var type = new EntryQuery(List.of(SearchTerm.type("decision")), 0, MANY, true);
        assertUsesIndexes(sql, LedgerRows.find(sql, new LogId("main"), type, 50));
        assertUsesIndexes(
                sql,
                sql.select(LEDGER_KEY.IDEM_KEY)
                        .from(LEDGER_KEY)
                        .where(LEDGER_KEY.TENANT.eq("main"))
                        .and(LEDGER_KEY.SEQ.eq(77L))
                        .and(LEDGER_KEY.PRINCIPAL.eq(Receipts.SERVICE)));
    }

    private void assertUsesIndexes(DSLContext sql, ResultQuery<?> query) {
        String plan = String.join(
                "\n",
                sql.fetch("explain " + query.getSQL(ParamType.INLINED)).stream()
                        .map(row -> String.valueOf(row.get(0)))
                        .toList());
        assertThat(readsAll(plan)).as(plan).isFalse();
    }
}
