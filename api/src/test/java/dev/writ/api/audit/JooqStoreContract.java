package dev.writ.api.audit;

import com.zaxxer.hikari.HikariDataSource;
import dev.writ.api.platform.Database;
import dev.writ.ledger.entry.LogId;
import dev.writ.ledger.entry.SearchTerm;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.LedgerStore;
import dev.writ.ledger.store.LedgerStoreContract;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;

/** The store contract on a database with the service's own migrations. */
abstract class JooqStoreContract extends LedgerStoreContract {
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
    protected void enqueue(
            LogId log, IdempotencyKey key, Hash fingerprint, Bytes draft, Set<SearchTerm> terms) {
        rows.enqueue(log, key, fingerprint, draft, terms);
    }
}
