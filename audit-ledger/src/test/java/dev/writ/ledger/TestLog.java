package dev.writ.ledger;

import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.LogId;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.log.Admission;
import dev.writ.ledger.log.AppendResult;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.MemoryDatabase;
import dev.writ.ledger.store.MemoryStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A log in memory with real keys, for tests that need one with entries in it. */
public final class TestLog implements AutoCloseable {
    /** The origin of every test log. */
    public static final String ORIGIN = "writ.example/ledger/main";

    /** The log's name. */
    public static final LogId LOG = new LogId("main");

    private final MemoryDatabase database;
    private final Ledger ledger;

    private TestLog(MemoryDatabase database, Ledger ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    /** Opens a log over a database. */
    public static TestLog open(MemoryDatabase database, Path folder) {
        return new TestLog(database, Ledger.open(LedgerConfig.of(ORIGIN, folder), new MemoryStore(LOG, database)));
    }

    /** Opens a log that is set up otherwise. */
    static TestLog open(MemoryDatabase database, LedgerConfig config) {
        return new TestLog(database, Ledger.open(config, new MemoryStore(LOG, database)));
    }

    /** A draft that differs from others by its number. */
    public static EntryDraft draft(int number) {
        return EntryDraft.of("decision", number % 3 == 0 ? Outcome.DENY : Outcome.ALLOW)
                .withPrincipal("requester", "p" + number)
                .withBody(new Json.Obj(Map.of("n", new Json.Num(number))));
    }

    /** The idempotency key of that draft. */
    public static IdempotencyKey key(int number) {
        return new IdempotencyKey("tester", "k" + number);
    }

    /** Commits a draft and asks the log for its entry. */
    public CompletableFuture<AppendResult> append(int number) {
        try (Admission admission = ledger.admit()) {
            EntryDraft draft = draft(number);
            database.enqueue(LOG, key(number), draft.digest(), draft.bytes());
            return admission.drafted(key(number), draft.digest());
        }
    }

    /** Appends drafts with the given numbers and waits for all of them. */
    public List<AppendResult> appendAll(int from, int to) {
        List<CompletableFuture<AppendResult>> futures = new ArrayList<>();
        for (int number = from; number < to; number++) {
            futures.add(append(number));
        }
        return futures.stream().map(CompletableFuture::join).toList();
    }

    /** The ledger. */
    public Ledger ledger() {
        return ledger;
    }

    /** Its database. */
    public MemoryDatabase database() {
        return database;
    }

    @Override
    public void close() {
        ledger.close();
    }
}
