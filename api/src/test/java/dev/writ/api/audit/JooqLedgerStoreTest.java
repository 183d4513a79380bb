package dev.writ.api.audit;

import static dev.writ.api.schema.Tables.LEDGER_OUTBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.writ.api.platform.DataFolder;
import dev.writ.ledger.entry.LogId;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.LedgerStore;
import dev.writ.ledger.store.LedgerStoreContract;
import dev.writ.ledger.store.StoreException;
import java.nio.file.Path;
import org.flywaydb.core.Flyway;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store contract on an H2 file with the service's own migrations. */
class JooqLedgerStoreTest extends LedgerStoreContract {
    private final DataFolder folder;
    private final HikariDataSource database;

    JooqLedgerStoreTest(@TempDir Path dir) {
        folder = DataFolder.open(dir);
        var config = new HikariConfig();
        config.setJdbcUrl(folder.databaseUrl());
        config.setUsername("sa");
        config.setPassword("");
        database = new HikariDataSource(config);
        Flyway.configure().dataSource(database).load().migrate();
    }

    @AfterEach
    void close() {
        database.close();
        folder.close();
    }

    @Test
    void aSyncThatNeverBeganMayBeTriedAgain() {
        LedgerStore store = open(new LogId("main"));
        database.close();
        assertThatThrownBy(store::sync)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.RETRYABLE));
    }

    @Override
    protected LedgerStore open(LogId log) {
        return new JooqLedgerStore(log, database, configuration());
    }

    @Override
    protected void enqueue(LogId log, IdempotencyKey key, Hash fingerprint, Bytes draft) {
        DSL.using(configuration().derive(database))
                .insertInto(LEDGER_OUTBOX)
                .set(LEDGER_OUTBOX.TENANT, log.name())
                .set(LEDGER_OUTBOX.PRINCIPAL, key.principal())
                .set(LEDGER_OUTBOX.IDEM_KEY, key.key())
                .set(LEDGER_OUTBOX.FINGERPRINT, fingerprint.bytes())
                .set(LEDGER_OUTBOX.DRAFT, draft.toArray())
                .execute();
    }

    private static DefaultConfiguration configuration() {
        var configuration = new DefaultConfiguration();
        configuration.set(SQLDialect.H2).set(new Settings().withRenderSchema(false));
        return configuration;
    }
}
