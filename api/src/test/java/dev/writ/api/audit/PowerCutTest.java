package dev.writ.api.audit;

import static dev.writ.api.schema.Tables.PAYLOAD;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import dev.writ.api.CuttableDisk;
import dev.writ.api.CuttableFile.Unit;
import dev.writ.api.platform.DataFolder;
import dev.writ.api.platform.Database;
import dev.writ.ledger.Ledger;
import dev.writ.ledger.LedgerConfig;
import dev.writ.ledger.TestLog;
import dev.writ.ledger.durable.TwoSlotFile;
import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.log.Admission;
import dev.writ.ledger.log.AppendResult;
import dev.writ.ledger.log.AppendResult.Appended;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.LedgerStore;
import dev.writ.ledger.store.StoredCheckpoint;
import dev.writ.ledger.store.StoredEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The power is cut again and again while callers append to a log in an H2 file, and commit rows and drafts beside it: of the writes that
 * were not synced any part is kept, or all where only the process is killed. Whatever is left is a log that starts and appends, with every entry that was
 * acknowledged before the cut, once, with the newest checkpoint that was signed, and in which every index knows the rows of its table.
 * H2 writes over what it does not need any more as soon as it ever does. {@code -Dwrit.rounds=N} asks for more cuts of each kind,
 * {@code -Dwrit.seed=N} for the same choices.
 */
@Tag("faults")
@Timeout(600)
class PowerCutTest {
    private static final int CALLERS = 12;
    private static final double[] KEPT = {0, 0.1, 0.5, 0.9, 1};
    private static final String BEFORE = "before the cut";
    private static final String AFTER = "after the cut";

    /** Cuts of one database, which would grow else. */
    private static final int SERIES = 25;

    private static final int ROUNDS = Integer.getInteger("writ.rounds", 5);
    private static final long SEED = Long.getLong("writ.seed", System.nanoTime());

    private Random random = new Random(SEED);
    private final Map<Integer, Appended> acknowledged = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger unsynced = new AtomicInteger();
    private final AtomicBoolean running = new AtomicBoolean(true);

    @TempDir
    private Path temp = Path.of("");

    /** How a use of the file ends. */
    enum End {
        /** With all that was written. */
        KILLED(Unit.WRITE, AFTER) {
            @Override
            double kept(Random random) {
                return 1;
            }
        },
        /** Writes that were not synced may be lost. */
        POWER_LOST(Unit.WRITE, BEFORE),
        /** Pages of writes that were not synced may be lost. */
        POWER_LOST_WITHIN_WRITES(Unit.PAGE, BEFORE);

        private final Unit unit;
        private final String boot;

        End(Unit unit, String boot) {
            this.unit = unit;
            this.boot = boot;
        }

        double kept(Random random) {
            return KEPT[random.nextInt(KEPT.length)];
        }
    }

    /** What a cut left, and what was promised before it. */
    private record Left(Path folder, Map<Integer, Appended> promised) {}

    static Stream<Arguments> databases() {
        return Stream.of(End.values())
                .flatMap(end -> IntStream.iterate(0, done -> done < ROUNDS, done -> done + SERIES)
                        .mapToObj(done -> Arguments.of(end, Math.min(SERIES, ROUNDS - done), SEED + done)));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whateverIsLeftIsALogWithAllThatWasAcknowledged(End end, int cuts, long seed) throws Exception {
        random = new Random(seed);
        cutOneDatabase(end, temp, cuts);
        assertThat(unsynced)
                .as("changes that were not synced when the power was cut")
                .hasPositiveValue();
    }

    private void cutOneDatabase(End end, Path place, int count) throws Exception {
        Path live = place.resolve("live");
        List<Left> cuts = Collections.synchronizedList(new ArrayList<>());
        try (CuttableDisk disk = CuttableDisk.open();
                DataFolder folder = DataFolder.open(live, Optional.of(BEFORE));
                JooqRows rows = on(disk, folder.database(pinned(live)));
                Ledger ledger = Ledger.open(config(live), rows.open())) {
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                callers.add(Thread.ofVirtual().start(() -> append(ledger, rows)));
            }
            Path file = Path.of(rows.database().place());
            for (int round = 0; round < count; round++) {
                awaitAcknowledged(round + 1);
                LockSupport.parkNanos(random.nextLong(60_000_000));
                Path left = place.resolve("cut" + round);
                cuts.add(round % 2 == 0 ? cut(disk, end, file, left) : cutAtSync(disk, end, file, left));
            }
            running.set(false);
            for (Thread caller : callers) {
                caller.join();
            }
            disk.beforeSync(() -> cuts.add(cutNow(disk, end, file, place.resolve("cut" + count))));
        }
        assertThat(cuts).as("the power is cut while it stops, too").hasSize(count + 1);
        for (Left left : cuts) {
            check(left);
            delete(left.folder());
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** So that each cut has something to lose, however slow the machine is. */
    private void awaitAcknowledged(int count) {
        while (acknowledged.size() < count) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    private static JooqRows on(CuttableDisk disk, Database database) {
        HikariConfig connections = database.connections();
        // As a service that has been up for a while: nothing is spared for having been written a short time ago.
        connections.setJdbcUrl(disk.url(connections.getJdbcUrl()) + ";RETENTION_TIME=0");
        connections.setMaximumPoolSize(CALLERS + 4);
        return JooqRows.over(database, database.pool(connections));
    }

    private static PinnedLog pinned(Path folder) {
        return new PinnedLog(TestLog.LOG, folder.resolve("ledger/pin"));
    }

    private static LedgerConfig config(Path folder) {
        return LedgerConfig.of(TestLog.ORIGIN, folder.resolve("ledger"));
    }

    private void append(Ledger ledger, JooqRows rows) {
        while (running.get()) {
            int number = numbers.incrementAndGet();
            EntryDraft draft = TestLog.draft(number);
            IdempotencyKey key = TestLog.key(number);
            AppendResult result;
            try (Admission admission = ledger.admit()) {
                if (number % 2 == 0) {
                    result = admission.append(key, draft.digest(), draft).join();
                } else {
                    commit(rows, key, draft);
                    result = admission.drafted(key, draft.digest()).join();
                }
            }
            if (result instanceof Appended appended) {
                acknowledged.put(number, appended);
            }
        }
    }

    /** As a request does: rows of several tables with indexes of their own, and the draft, in one transaction. */
    private static void commit(JooqRows rows, IdempotencyKey key, EntryDraft draft) {
        DSL.using(rows.database().jooq().derive(rows.connections())).transaction(transaction -> {
            DSLContext sql = transaction.dsl();
            for (String field : List.of("facts", "request", "result")) {
                sql.insertInto(PAYLOAD)
                        .set(PAYLOAD.TENANT, TestLog.LOG.name())
                        .set(PAYLOAD.DRAFT_KEY, key.key())
                        .set(PAYLOAD.FIELD, field)
                        .set(PAYLOAD.SALT, new byte[32])
                        .set(PAYLOAD.CONTENT, new byte[600])
                        .execute();
            }
            rows.enqueue(sql, TestLog.LOG, key, draft.digest(), draft.bytes(), Set.of());
        });
    }

    private Left cutAtSync(CuttableDisk disk, End end, Path file, Path to) {
        CompletableFuture<Left> left = new CompletableFuture<>();
        disk.beforeSync(() -> left.complete(cutNow(disk, end, file, to)));
        return left.join();
    }

    private Left cutNow(CuttableDisk disk, End end, Path file, Path to) {
        try {
            return cut(disk, end, file, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Promises first, then the pin, then the database: what is written in between was promised to nobody. How far back a start may go is
     * said by the same mark before and after, so that all of it is there.
     */
    private Left cut(CuttableDisk disk, End end, Path file, Path to) throws IOException {
        unsynced.addAndGet(disk.unsynced(file));
        Path mark = file.resolveSibling("writ.open");
        Map<Integer, Appended> promised;
        String before;
        do {
            before = read(mark);
            promised = Map.copyOf(acknowledged);
            copy(file.resolveSibling("ledger"), to.resolve("ledger"));
            Files.write(to.resolve(file.getFileName()), disk.cut(file, end.unit, random, end.kept(random)));
        } while (!before.equals(read(mark)));
        new TwoSlotFile(to.resolve("writ.open")).write(Bytes.utf8(before.replace(BEFORE, end.boot)));
        return new Left(to, promised);
    }

    private static String read(Path mark) throws IOException {
        return new TwoSlotFile(mark).read().orElseThrow().text();
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private void check(Left left) throws Exception {
        try (DataFolder folder = DataFolder.open(left.folder(), Optional.of(AFTER));
                JooqRows rows = JooqRows.in(folder.database(pinned(left.folder())));
                Ledger ledger = Ledger.open(config(left.folder()), rows.open())) {
            assertThat(IndexedRows.differences(rows.connections()))
                    .as("seed %s", SEED)
                    .isEmpty();
            LedgerStore store = rows.open();
            List<Entry> entries = entries(store);
            left.promised().forEach((number, appended) -> {
                Entry entry = entries.get(Math.toIntExact(appended.index()));
                assertThat(entry.leafHash())
                        .as("seed %s, entry %s", SEED, appended.index())
                        .isEqualTo(appended.leafHash());
            });
            assertThat(entries.stream().map(Entry::leafHash).distinct().count())
                    .as("seed %s: an entry is there once", SEED)
                    .isEqualTo(entries.size());
            Checkpoint published = SignedCheckpoint.parse(
                            store.checkpoint().map(StoredCheckpoint::note).orElseThrow())
                    .checkpoint();
            assertThat(published.size())
                    .as("seed %s", SEED)
                    .isGreaterThanOrEqualTo(left.promised().size() + 1L);
            EntryDraft draft = TestLog.draft(-1);
            try (Admission admission = ledger.admit()) {
                assertThat(admission
                                .append(TestLog.key(-1), draft.digest(), draft)
                                .join())
                        .as("seed %s", SEED)
                        .isInstanceOf(Appended.class);
            }
        }
    }

    private static List<Entry> entries(LedgerStore store) {
        List<Entry> entries = new ArrayList<>();
        long size = store.head().orElseThrow().size();
        for (long from = 0; from < size; from += 1000) {
            for (StoredEntry row : store.entries(from, Math.min(size, from + 1000))) {
                Entry entry = Entry.parse(row.bytes());
                assertThat(entry.seq()).isEqualTo(entries.size());
                if (!entries.isEmpty()) {
                    assertThat(entry.prev()).isEqualTo(entries.getLast().leafHash());
                }
                entries.add(entry);
            }
        }
        return entries;
    }
}
