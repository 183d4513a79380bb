package dev.writ.ledger.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.TestLog;
import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.SearchTerm;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.CompactRange;
import dev.writ.ledger.merkle.GrowingTree;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.note.VerifierKey;
import dev.writ.ledger.store.EntryQuery;
import dev.writ.ledger.store.MemoryDatabase;
import dev.writ.ledger.store.MemoryStore;
import dev.writ.ledger.store.StoreException;
import dev.writ.ledger.store.StoredEntry;
import dev.writ.ledger.tile.EntryBundle;
import dev.writ.ledger.tile.TilePath;
import dev.writ.ledger.tile.VerifiedTiles;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a log of 600 entries shows, and what it does not. */
class LogViewTest {
    private static final int SIZE = 600;

    @TempDir
    private Path temp = Path.of("");

    private final MemoryDatabase database = new MemoryDatabase();
    private final LogView view = new LogView(new MemoryStore(TestLog.LOG, database));

    @BeforeEach
    void fill() {
        try (TestLog log = TestLog.open(database, temp.resolve("node"))) {
            log.appendAll(1, SIZE);
        }
    }

    private List<Bytes> entries() {
        return view.store().entries(0, SIZE).stream().map(StoredEntry::bytes).toList();
    }

    private Checkpoint head() {
        return view.checkpoint().orElseThrow().checkpoint();
    }

    @Test
    void aMomentIsFoundByReadingAFewEntries() {
        List<Timestamp> times =
                entries().stream().map(bytes -> Entry.parse(bytes).time()).toList();
        for (int index = 0; index < SIZE; index += 41) {
            Timestamp time = times.get(index);
            assertThat(view.firstAt(time)).isEqualTo(times.indexOf(time));
        }
        assertThat(view.firstAt(new Timestamp(0))).isZero();
        assertThat(view.firstAt(new Timestamp(times.getLast().millis() + 1))).isEqualTo(SIZE);
    }

    @Test
    void everyEntryIsFoundByWhatItSays() {
        var deciders = new EntryQuery(List.of(SearchTerm.principal("p7"), SearchTerm.type("decision")), 0, SIZE, true);
        assertThat(view.store().find(deciders, 10)).containsExactly(7L);
        var genesis = new EntryQuery(List.of(SearchTerm.type("genesis")), 0, SIZE, true);
        assertThat(view.store().find(genesis, 10)).containsExactly(0L);
    }

    @Test
    void everyTileAndBundleLeadsToTheSignedRoot() {
        VerifiedTiles tiles = new VerifiedTiles((path, limit) -> view.tile(TilePath.parse(path)), SIZE, head().root());
        List<Bytes> entries = entries();
        for (int index = 0; index < SIZE; index += 37) {
            assertThat(tiles.entry(index)).isEqualTo(entries.get(index));
        }
    }

    @Test
    void partialTilesOfSmallerTreesStayAndThoseOfLargerOnesAreNotThereYet() {
        Bytes narrow = view.tile(new TilePath(0, 2, 10)).orElseThrow();
        Bytes wide = view.tile(new TilePath(0, 2, 88)).orElseThrow();
        assertThat(Bytes.of(wide.toArray(), 0, 10 * Hash.SIZE)).isEqualTo(narrow);
        assertThat(view.tile(new TilePath(TilePath.ENTRIES, 0, 3))
                        .map(b -> EntryBundle.decode(new TilePath(-1, 0, 3), b)))
                .contains(entries().subList(0, 3));
        for (TilePath path : List.of(
                new TilePath(0, 2, 89),
                new TilePath(0, 2, 256),
                new TilePath(0, 3, 1),
                new TilePath(1, 0, 3),
                new TilePath(2, 0, 1),
                new TilePath(63, 0, 1),
                new TilePath(TilePath.ENTRIES, 2, 89),
                new TilePath(0, 999_999_999_999_999_999L, 1))) {
            assertThat(view.tile(path)).as(path.text()).isEmpty();
        }
    }

    @Test
    void everyProofVerifies() throws Exception {
        TrustedKeys keys = new TrustedKeys(
                view.keys().orElseThrow().text().lines().map(VerifierKey::parse).toList());
        List<Bytes> entries = entries();
        for (int index = 0; index < SIZE; index += 41) {
            assertThat(view.proof(index).orElseThrow().verify(TreeHash.leaf(entries.get(index)), keys))
                    .isEqualTo(head());
        }
        assertThat(view.proof(SIZE)).isEmpty();
        assertThat(view.proof(-1)).isEmpty();
    }

    @Test
    void everyConsistencyProofVerifies() throws Exception {
        List<Hash> roots = new ArrayList<>();
        GrowingTree tree = CompactRange.EMPTY.grow();
        roots.add(tree.range().root());
        for (Bytes entry : entries()) {
            tree.append(TreeHash.leaf(entry));
            roots.add(tree.range().root());
        }
        for (int first = 0; first <= SIZE; first += 23) {
            for (int second = first; second <= SIZE; second += 111) {
                view.consistency(first, second).orElseThrow().verify(roots.get(first), roots.get(second));
            }
        }
        assertThat(view.consistency(0, SIZE + 1)).isEmpty();
        assertThat(view.consistency(-1, 5)).isEmpty();
        assertThat(view.consistency(6, 5)).isEmpty();
    }

    @Test
    void anExportIsWholeOrNotThere() throws Exception {
        Path target = temp.resolve("export");
        DirectoryExporter exporter = new DirectoryExporter(view);
        exporter.export(target);
        assertThat(target.resolve("tile/entries/002.p/88")).isRegularFile();
        assertThatThrownBy(() -> exporter.export(target)).isInstanceOf(FileAlreadyExistsException.class);
        database.tamper(TestLog.LOG, tables -> tables.entries.remove(7L));
        assertThatThrownBy(() -> exporter.export(temp.resolve("broken")))
                .isInstanceOf(StoreException.class)
                .hasMessage("entry `7` is missing in the database");
        try (Stream<Path> files = Files.list(temp)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("node", "export");
        }
    }

    @Test
    void damagedRowsAreNamed() {
        database.tamper(TestLog.LOG, tables -> {
            tables.entries.computeIfPresent(0L, (seq, row) -> new StoredEntry(seq, Bytes.utf8("{}"), row.leafHash()));
            tables.checkpoints.put(9_999L, Bytes.utf8("junk"));
        });
        assertThatThrownBy(view::keys)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("entry `0` is damaged in the database: ");
        assertThatThrownBy(view::checkpoint)
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("the stored checkpoint of size 9999 is damaged in the database: ");
    }

    @Test
    void anEmptyLogShowsNothing() {
        MemoryStore store = new MemoryStore(new dev.writ.ledger.entry.LogId("empty"), database);
        store.create();
        LogView empty = new LogView(store);
        assertThat(empty.checkpoint()).isEmpty();
        assertThat(empty.keys()).isEmpty();
        assertThat(empty.proof(0)).isEmpty();
        assertThat(empty.tile(new TilePath(0, 0, 1))).isEmpty();
        assertThatThrownBy(() -> new DirectoryExporter(empty).export(temp.resolve("x")))
                .isInstanceOf(ExportException.class)
                .hasMessage("the log has no checkpoint yet, append first");
    }
}
