package dev.writ.api.audit;

import static dev.writ.api.schema.Tables.LEDGER_OUTBOX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.CutProxy;
import dev.writ.api.PostgresServer;
import dev.writ.api.SharedPostgres;
import dev.writ.api.platform.Database;
import dev.writ.api.platform.PostgresDatabase;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.Ledger;
import dev.writ.ledger.LedgerConfig;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.log.AppendResult;
import dev.writ.ledger.store.Head;
import dev.writ.ledger.store.IdempotencyKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A commit that PostgreSQL made and whose answer never arrives: it is found by its batch id, and nothing is appended twice. */
@ExtendWith(SharedPostgres.class)
@Timeout(120)
class LostAnswerTest {
    private static final int ROUNDS = 20;

    private final PostgresServer server;

    @TempDir
    Path dir = Path.of("");

    LostAnswerTest(PostgresServer server) {
        this.server = server;
    }

    @Test
    void aCommitWhoseAnswerIsLostIsLookedUp() throws Exception {
        String name = server.freshDatabase();
        Database direct = PostgresDatabase.at(server.address(name), Optional.empty());
        try (CutProxy proxy = CutProxy.to(server.port());
                var writers = direct.open(2, 10_000)) {
            Flyway.configure().dataSource(writers).load().migrate();
            DSLContext sql = DSL.using(direct.jooq().derive(writers));
            Database cut = PostgresDatabase.at(PostgresServer.address(name, proxy.port()), Optional.empty());
            try (var connections = cut.open(4, 10_000)) {
                JooqLedgerStore store = AuditConfig.store(Tenant.MAIN, cut, connections);
                try (Ledger ledger = Ledger.open(LedgerConfig.of("writ.example/ledger/main", dir), store)) {
                    for (int round = 1; round <= ROUNDS; round++) {
                        assertThat(append(ledger, sql, proxy, "k" + round))
                                .isInstanceOfSatisfying(
                                        AppendResult.Appended.class,
                                        appended -> assertThat(appended.index()).isEqualTo(proxy.swallowed()));
                        assertThat(proxy.swallowed()).isEqualTo(round);
                    }
                }
                assertThat(store.head().map(Head::size)).contains(ROUNDS + 1L);
            }
        }
    }

    private static AppendResult append(Ledger ledger, DSLContext sql, CutProxy proxy, String name) throws Exception {
        EntryDraft draft = EntryDraft.of("test", Outcome.RECORDED);
        var key = new IdempotencyKey("test", name);
        try (var place = ledger.admit()) {
            sql.insertInto(LEDGER_OUTBOX)
                    .set(LEDGER_OUTBOX.TENANT, Tenant.MAIN.name())
                    .set(LEDGER_OUTBOX.PRINCIPAL, key.principal())
                    .set(LEDGER_OUTBOX.IDEM_KEY, key.key())
                    .set(LEDGER_OUTBOX.FINGERPRINT, draft.digest().bytes())
                    .set(LEDGER_OUTBOX.DRAFT, draft.bytes().toArray())
                    .execute();
            proxy.swallow(LostAnswerTest::saysThatItCommitted);
            return place.drafted(key, draft.digest()).get(60, TimeUnit.SECONDS);
        }
    }

    /** The server's message of a command that is complete. */
    private static boolean saysThatItCommitted(byte[] answer) {
        return new String(answer, StandardCharsets.ISO_8859_1).contains("COMMIT\0");
    }
}
