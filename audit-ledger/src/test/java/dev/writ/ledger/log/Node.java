package dev.writ.ledger.log;

import dev.writ.ledger.TestLog;
import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.note.TestKeys;
import dev.writ.ledger.store.Faults;
import dev.writ.ledger.store.FaultyStore;
import dev.writ.ledger.store.Head;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.LedgerStore;
import dev.writ.ledger.store.MemoryDatabase;
import dev.writ.ledger.store.MemoryStore;
import dev.writ.ledger.store.StoredEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process that runs a log over a database that outlives it, with short patience. */
public final class Node {
    static final LogOptions OPTIONS = new LogOptions(4, 64, 3, Duration.ofMillis(1));

    private final Rows rows;
    private final Path pin;

    /** The database of {@link TestLog#LOG}, whichever it is. */
    public interface Rows {
        /** A new handle. */
        LedgerStore open();

        /** Puts a draft into the outbox and commits. */
        void enqueue(IdempotencyKey key, EntryDraft draft);
    }

    /** A database in memory. */
    record Memory(MemoryDatabase database) implements Rows {
        @Override
        public LedgerStore open() {
            return new MemoryStore(TestLog.LOG, database);
        }

        @Override
        public void enqueue(IdempotencyKey key, EntryDraft draft) {
            database.enqueue(TestLog.LOG, key, draft.digest(), draft.bytes());
        }
    }

    Node(MemoryDatabase database, Path folder) {
        this(new Memory(database), folder);
    }

    Node(Rows rows, Path folder) {
        this.rows = rows;
        this.pin = folder.resolve("pin");
    }

    Pin pin() {
        return new Pin(pin);
    }

    /** What an installation does once: the pin of the empty log. */
    Node install() {
        try {
            pin().write(new Checkpoint(TestKeys.ORIGIN, 0, TreeHash.EMPTY_ROOT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    LogStarter starter(Faults faults) {
        return starter(faults, InstantSource.fixed(Instant.parse("2026-11-23T10:00:00Z")));
    }

    LogStarter starter(Faults faults, InstantSource clock) {
        return new LogStarter(
                new FaultyStore(rows.open(), faults),
                TestKeys.signers(),
                pin(),
                Optional.empty(),
                clock,
                OPTIONS,
                time -> {});
    }

    Sequencer start(Faults faults) {
        return starter(faults).start();
    }

    /** Commits a draft to the outbox without telling the log. */
    void enqueue(int number) {
        rows.enqueue(TestLog.key(number), TestLog.draft(number));
    }

    CompletableFuture<AppendResult> append(Sequencer log, int number) {
        try (Admission admission = log.admit()) {
            enqueue(number);
            return admission.drafted(TestLog.key(number), TestLog.draft(number).digest());
        }
    }

    /** Gives a draft to the log without the outbox. */
    static CompletableFuture<AppendResult> submit(Sequencer log, int number) {
        try (Admission admission = log.admit()) {
            EntryDraft draft = TestLog.draft(number);
            return admission.append(TestLog.key(number), draft.digest(), draft);
        }
    }

    static AppendResult answer(CompletableFuture<AppendResult> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    /** The committed entries, after checking that they are one unbroken log. */
    List<Entry> entries() {
        LedgerStore store = rows.open();
        Head head = new Recovery(store).checkHead();
        List<Entry> entries = new ArrayList<>();
        for (StoredEntry row : store.entries(0, head.size())) {
            Entry entry = Entry.parse(row.bytes());
            if (entry.seq() != entries.size()
                    || (!entries.isEmpty()
                            && !entry.prev().equals(entries.getLast().leafHash()))) {
                throw new AssertionError("entry " + row.seq() + " breaks the chain");
            }
            entries.add(entry);
        }
        return entries;
    }

    /** How often the draft with each number is in the log. */
    Map<Integer, Integer> timesLogged() {
        Map<Integer, Integer> times = new HashMap<>();
        for (Entry entry : entries()) {
            for (int number = 1; number < 200; number++) {
                if (entry.draft().equals(TestLog.draft(number))) {
                    times.merge(number, 1, Integer::sum);
                }
            }
        }
        return times;
    }

    Optional<Checkpoint> published() {
        return rows.open()
                .checkpoint()
                .map(row -> SignedCheckpoint.parse(row.note()).checkpoint());
    }
}
