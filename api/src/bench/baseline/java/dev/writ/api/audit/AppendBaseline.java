package dev.writ.api.audit;

import static dev.writ.api.schema.Tables.LEDGER_OUTBOX;

import dev.writ.api.Load;
import dev.writ.api.platform.DataFolder;
import dev.writ.api.platform.Database;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.Ledger;
import dev.writ.ledger.LedgerConfig;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.log.AppendResult;
import dev.writ.ledger.store.IdempotencyKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Durable appends: a draft committed to the outbox, drained into the log, synced and signed. */
public final class AppendBaseline {
    private AppendBaseline() {}

    /** Measures in a folder of its own. */
    public static Load.Result run(Path dir, int callers, Duration time) throws Exception {
        try (DataFolder folder = DataFolder.open(dir)) {
            Database database = folder.database();
            try (var connections = database.open(16, 10_000)) {
                Flyway.configure().dataSource(connections).load().migrate();
                DSLContext sql = DSL.using(database.jooq().derive(connections));
                try (Ledger ledger = Ledger.open(
                        LedgerConfig.of("baseline.example/ledger/main", dir.resolve("ledger")),
                        AuditConfig.store(Tenant.MAIN, database, connections))) {
                    return Load.run("durable appends", callers, time, () -> append(ledger, sql));
                }
            }
        }
    }

    private static AppendResult.Appended append(Ledger ledger, DSLContext sql) throws Exception {
        var key = new IdempotencyKey(Receipts.SERVICE, UUID.randomUUID().toString());
        EntryDraft draft = EntryDraft.of("decision", Outcome.ALLOW)
                .withPrincipal("caller", "0123456789abcdef0123456789abcdef")
                .withBody(new Json.Obj(Map.of("decision", new Json.Str(key.key()), "policy_set", new Json.Str("main"))));
        try (var place = ledger.admit()) {
            sql.insertInto(LEDGER_OUTBOX)
                    .set(LEDGER_OUTBOX.TENANT, Tenant.MAIN.name())
                    .set(LEDGER_OUTBOX.PRINCIPAL, key.principal())
                    .set(LEDGER_OUTBOX.IDEM_KEY, key.key())
                    .set(LEDGER_OUTBOX.FINGERPRINT, draft.digest().bytes())
                    .set(LEDGER_OUTBOX.DRAFT, draft.bytes().toArray())
                    .execute();
            AppendResult result = place.drafted(key, draft.digest()).get();
            if (result instanceof AppendResult.Appended appended) {
                return appended;
            }
            throw new IllegalStateException("not appended: " + result);
        }
    }
}
