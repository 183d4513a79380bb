package dev.writ.api.audit;

import static dev.writ.api.schema.Tables.LEDGER_OUTBOX;

import com.zaxxer.hikari.HikariDataSource;
import dev.writ.api.platform.Database;
import dev.writ.ledger.entry.LogId;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.LedgerStore;
import dev.writ.ledger.store.LedgerStoreContract;
import org.flywaydb.core.Flyway;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;

/** The store contract on a database with the service's own migrations. */
abstract class JooqStoreContract extends LedgerStoreContract {
    private final Database database;
    private final HikariDataSource connections;

    JooqStoreContract(Database database) {
        this.database = database;
        this.connections = database.open(10, 10_000);
        Flyway.configure().dataSource(connections).load().migrate();
    }

    HikariDataSource connections() {
        return connections;
    }

    @AfterEach
    void closeConnections() {
        connections.close();
    }

    @Override
    protected LedgerStore open(LogId log) {
        return new JooqLedgerStore(log, connections, database.jooq(), database.sync());
    }

    @Override
    protected void enqueue(LogId log, IdempotencyKey key, Hash fingerprint, Bytes draft) {
        DSL.using(database.jooq().derive(connections))
                .insertInto(LEDGER_OUTBOX)
                .set(LEDGER_OUTBOX.TENANT, log.name())
                .set(LEDGER_OUTBOX.PRINCIPAL, key.principal())
                .set(LEDGER_OUTBOX.IDEM_KEY, key.key())
                .set(LEDGER_OUTBOX.FINGERPRINT, fingerprint.bytes())
                .set(LEDGER_OUTBOX.DRAFT, draft.toArray())
                .execute();
    }
}
