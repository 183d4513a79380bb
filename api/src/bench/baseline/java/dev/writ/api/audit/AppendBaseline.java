package dev.writ.api.audit;

import static dev.writ.api.schema.Tables.LEDGER_OUTBOX;

import dev.writ.api.Load;
import dev.writ.api.platform.Database;
import dev.writ.api.platform.Ids;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.Ledger;
import dev.writ.ledger.LedgerConfig;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.log.AppendResult;
import dev.writ.ledger.store.IdempotencyKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Durable appends, each synced and signed: of drafts that are committed to the outbox, and of drafts that go to the log directly. */
public final class AppendBaseline {
    private static final int WARM_CALLERS = 64;

    private AppendBaseline() {}

    /** How a draft gets to the log. */
    public enum Way {
        OUTBOX,
        DIRECT
    }

    /** Measures in a database that is empty; keys and pin are in the folder. */
    public static Load.Result run(Database database, Path folder, Way way, int callers, Duration time) throws Exception {
        return with(database, folder, (ledger, sql, ids) -> switch (way) {
            case OUTBOX -> Load.run("durable appends, outbox", callers, time, () -> append(ledger, sql, ids));
            case DIRECT -> Load.run("durable appends, direct", callers, time, () -> append(ledger, ids));
        });
    }

    /** Appends both ways until this JVM is warm. */
    public static void warmUp(Database database, Path folder) throws Exception {
        with(database, folder, (ledger, sql, ids) -> {
            Load.warmUp(WARM_CALLERS, () -> append(ledger, sql, ids));
            Load.warmUp(WARM_CALLERS, () -> append(ledger, ids));
            return "warm";
        });
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(Ledger ledger, DSLContext sql, Ids ids) throws Exception;
    }

    private static <T> T with(Database database, Path folder, Work<T> work) throws Exception {
        try (var connections = database.open(16, 10_000)) {
            Flyway.configure().dataSource(connections).load().migrate();
            Ids ids = new Ids(Clock.systemUTC(), new SecureRandom());
            DSLContext sql = DSL.using(database.jooq().derive(connections));
            try (Ledger ledger = Ledger.open(
                    LedgerConfig.of("baseline.example/ledger/main", folder.resolve("ledger")),
                    AuditConfig.store(Tenant.MAIN, database, connections))) {
                return work.with(ledger, sql, ids);
            }
        }
    }

    private static AppendResult.Appended append(Ledger ledger, DSLContext sql, Ids ids) throws Exception {
        IdempotencyKey key = key(ids);
        EntryDraft draft = draft(key);
        try (var place = ledger.admit()) {
            sql.insertInto(LEDGER_OUTBOX)
                    .set(LEDGER_OUTBOX.TENANT, Tenant.MAIN.name())
                    .set(LEDGER_OUTBOX.PRINCIPAL, key.principal())
                    .set(LEDGER_OUTBOX.IDEM_KEY, key.key())
                    .set(LEDGER_OUTBOX.FINGERPRINT, draft.digest().bytes())
                    .set(LEDGER_OUTBOX.DRAFT, draft.bytes().toArray())
                    .execute();
            return appended(place.drafted(key, draft.digest()).get());
        }
    }

    static AppendResult.Appended append(Ledger ledger, Ids ids) throws Exception {
        IdempotencyKey key = key(ids);
        EntryDraft draft = draft(key);
        try (var place = ledger.admit()) {
            return appended(place.append(key, draft.digest(), draft).get());
        }
    }

    private static IdempotencyKey key(Ids ids) {
        return new IdempotencyKey(Receipts.SERVICE, ids.ordered().toString());
    }

    private static EntryDraft draft(IdempotencyKey key) {
        return EntryDraft.of("decision", Outcome.ALLOW)
                .withPrincipal("caller", "0123456789abcdef0123456789abcdef")
                .withBody(new Json.Obj(Map.of("decision", new Json.Str(key.key()), "policy_set", new Json.Str("main"))));
    }

    private static AppendResult.Appended appended(AppendResult result) {
        if (result instanceof AppendResult.Appended appended) {
            return appended;
        }
        throw new IllegalStateException("not appended: " + result);
    }
}
