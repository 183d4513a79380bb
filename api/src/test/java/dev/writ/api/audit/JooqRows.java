package dev.writ.api.audit;

import static dev.writ.api.schema.Tables.LEDGER_OUTBOX;

import com.zaxxer.hikari.HikariDataSource;
import dev.writ.api.platform.Database;
import dev.writ.ledger.TestLog;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.LogId;
import dev.writ.ledger.entry.SearchTerm;
import dev.writ.ledger.log.Node;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.LedgerStore;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The logs of a database with the service's own migrations. */
record JooqRows(Database database, HikariDataSource connections) implements Node.Rows, AutoCloseable {
    static JooqRows in(Database database) {
        return over(database, database.open(10, 10_000));
    }

    /** Over connections of one's own. */
    static JooqRows over(Database database, HikariDataSource connections) {
        Flyway.configure().dataSource(connections).load().migrate();
        return new JooqRows(database, connections);
    }

    LedgerStore open(LogId log) {
        return new JooqLedgerStore(log, connections, database);
    }

    @Override
    public LedgerStore open() {
        return open(TestLog.LOG);
    }

    void enqueue(LogId log, IdempotencyKey key, Hash fingerprint, Bytes draft, Set<SearchTerm> terms) {
        enqueue(DSL.using(database.jooq().derive(connections)), log, key, fingerprint, draft, terms);
    }

    /** Within a transaction of one's own. */
    void enqueue(DSLContext sql, LogId log, IdempotencyKey key, Hash fingerprint, Bytes draft, Set<SearchTerm> terms) {
        sql.insertInto(LEDGER_OUTBOX)
                .set(LEDGER_OUTBOX.TENANT, log.name())
                .set(LEDGER_OUTBOX.PRINCIPAL, key.principal())
                .set(LEDGER_OUTBOX.IDEM_KEY, key.key())
                .set(LEDGER_OUTBOX.FINGERPRINT, fingerprint.bytes())
                .set(LEDGER_OUTBOX.DRAFT, draft.toArray())
                .set(LEDGER_OUTBOX.TERMS, LedgerRows.terms(terms))
                .execute();
    }

    @Override
    public void enqueue(IdempotencyKey key, EntryDraft draft) {
        enqueue(TestLog.LOG, key, draft.digest(), draft.bytes(), Set.of());
    }

    @Override
    public void close() {
        connections.close();
    }
}
