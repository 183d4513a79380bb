package dev.writ.api.audit;

import dev.writ.api.PostgresServer;
import dev.writ.api.SharedPostgres;
import dev.writ.api.platform.PostgresDatabase;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;

/** The store contract on PostgreSQL. */
@ExtendWith(SharedPostgres.class)
class PostgresLedgerStoreTest extends JooqStoreContract {
    PostgresLedgerStoreTest(PostgresServer server) {
        super(PostgresDatabase.at(server.address(server.freshDatabase()), Optional.empty()));
    }

    @Override
    boolean readsAll(String plan) {
        return plan.contains("Seq Scan") || plan.contains("Sort");
    }
}
