package dev.writ.api.audit;

import dev.writ.api.PostgresServer;
import dev.writ.api.SharedPostgres;
import dev.writ.api.platform.PostgresDatabase;
import dev.writ.ledger.log.Node;
import dev.writ.ledger.log.WriteFaultsContract;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** Faults of a PostgreSQL. */
@Tag("faults")
@ExtendWith(SharedPostgres.class)
class PostgresWriteFaultsTest extends WriteFaultsContract {
    private final JooqRows rows;

    PostgresWriteFaultsTest(PostgresServer server) {
        rows = JooqRows.in(PostgresDatabase.at(server.address(server.freshDatabase()), Optional.empty()));
    }

    @AfterEach
    void close() {
        rows.close();
    }

    @Override
    protected Node.Rows rows() {
        return rows;
    }
}
