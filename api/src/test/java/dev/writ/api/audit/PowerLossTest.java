package dev.writ.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.api.platform.Acknowledged;
import dev.writ.api.platform.DataFolder;
import dev.writ.api.platform.StartFailure;
import dev.writ.ledger.Ledger;
import dev.writ.ledger.LedgerConfig;
import dev.writ.ledger.TestLog;
import dev.writ.ledger.durable.TwoSlotFile;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.log.Admission;
import dev.writ.ledger.log.AppendResult;
import dev.writ.ledger.log.Pin;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.note.Checkpoint;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start does about an H2 file, as its last use ended. */
class PowerLossTest {
    private static final Optional<String> BEFORE = Optional.of("boot 1");
    private static final Optional<String> AFTER = Optional.of("boot 2");
    private static final int BLOCK = 4096;

    @TempDir
    private Path temp = Path.of("");

    private Path live = Path.of("");
    private Path left = Path.of("");

    @BeforeEach
    void folders() {
        live = temp.resolve("live");
        left = temp.resolve("left");
    }

    /** What is in the folder while the service runs: as a process that is killed leaves it. */
    private void leaveAfter(int entries, int unacknowledged) throws IOException {
        try (DataFolder folder = DataFolder.open(live, BEFORE);
                JooqRows rows = JooqRows.in(folder.database(pinned(live)));
                Ledger ledger = Ledger.open(LedgerConfig.of(TestLog.ORIGIN, live.resolve("ledger")), rows.open())) {
            append(ledger, 0, entries);
            copy(live.resolve("ledger"), left.resolve("ledger"));
            byte[] mark = Files.readAllBytes(live.resolve("writ.open"));
            append(ledger, entries, entries + unacknowledged);
            rows.open().sync();
            copy(live, left);
            Files.write(left.resolve("writ.open"), mark);
        }
    }

    private static void append(Ledger ledger, int from, int to) {
        for (int number = from; number < to; number++) {
            EntryDraft draft = TestLog.draft(number);
            try (Admission admission = ledger.admit()) {
                admission.append(TestLog.key(number), draft.digest(), draft).join();
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static PinnedLog pinned(Path folder) {
        return new PinnedLog(TestLog.LOG, folder.resolve("ledger/pin"));
    }

    /** Starts on what was left, and gives the size of the log. */
    private long start(Optional<String> boot) {
        try (DataFolder folder = DataFolder.open(left, boot);
                JooqRows rows = JooqRows.in(folder.database(pinned(left)));
                Ledger ledger = Ledger.open(LedgerConfig.of(TestLog.ORIGIN, left.resolve("ledger")), rows.open())) {
            assertThat(ledger.unavailable()).isEmpty();
            return rows.open().head().orElseThrow().size();
        }
    }

    private List<String> kept() throws IOException {
        try (Stream<Path> files = Files.list(left)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.contains("torn") || name.contains("version"))
                    .sorted()
                    .toList();
        }
    }

    private String mark(Path folder) throws IOException {
        return new TwoSlotFile(folder.resolve("writ.open")).read().orElseThrow().text();
    }

    /** Overwrites the pages of the newest chunk that come before the one that H2 begins with. */
    private void tear() throws IOException {
        Path file = left.resolve("writ.mv.db");
        byte[] bytes = Files.readAllBytes(file);
        int newest = 0;
        long version = -1;
        for (int at = 2 * BLOCK; at < bytes.length; at += BLOCK) {
            String header = new String(bytes, at, 200, StandardCharsets.ISO_8859_1);
            if (header.startsWith("chunk:") && number(header, "version") > version) {
                newest = at;
                version = number(header, "version");
            }
        }
        String header = new String(bytes, newest, 200, StandardCharsets.ISO_8859_1);
        int first = (int) (number(header, "root") >>> 6);
        Arrays.fill(bytes, newest + header.indexOf('\n') + 1, newest + first, (byte) 0);
        Files.write(file, bytes);
    }

    private static long number(String header, String name) {
        String rest = header.substring(header.indexOf("," + name + ":") + name.length() + 2);
        return Long.parseUnsignedLong(rest.split("[^0-9a-f]", 2)[0], 16);
    }

    @Test
    void aCleanEndIsRememberedAndNothingIsChecked() throws IOException {
        leaveAfter(3, 0);
        assertThat(mark(live)).isEqualTo("closed");
        assertThat(mark(left)).startsWith("open boot 1");
        left = live;

        assertThat(start(AFTER)).isEqualTo(4);
        assertThat(kept()).isEmpty();
    }

    @Test
    void aKilledProcessOnAMachineThatIsStillUpLosesNothing() throws IOException {
        leaveAfter(3, 4);

        assertThat(start(BEFORE)).isEqualTo(8);
        assertThat(kept()).isEmpty();
        assertThat(mark(left)).isEqualTo("closed");
    }

    @Test
    void afterARestartOfTheMachineTheLogGoesOnFromThePinnedHead() throws IOException {
        leaveAfter(3, 4);

        assertThat(start(AFTER)).isEqualTo(4);
        assertThat(kept()).containsExactly("writ.mv.db.torn-1");
        assertThat(start(AFTER)).as("it is done once").isEqualTo(4);
        assertThat(kept()).containsExactly("writ.mv.db.torn-1");
    }

    @Test
    void whereNobodyKnowsWhetherTheMachineRestartedItMayHave() throws IOException {
        leaveAfter(3, 4);

        assertThat(start(Optional.empty())).isEqualTo(4);
    }

    @Test
    void aTornChunkIsUndone() throws IOException {
        leaveAfter(3, 4);
        tear();

        assertThat(start(AFTER)).isEqualTo(4);
        assertThat(kept()).containsExactly("writ.mv.db.torn-1");
    }

    /** H2 changes a file that it does not open, so that it may be a newer version. */
    @Test
    void aTornChunkIsUndoneThoughTheMachineSeemsToBeUp() throws IOException {
        leaveAfter(3, 4);
        tear();

        assertThat(start(BEFORE)).isBetween(4L, 8L);
        assertThat(kept()).containsExactly("writ.mv.db.torn-1");
    }

    /** Nothing has opened the file after the cut, so that another pin may still find what it vouches for. */
    @Test
    void whereNoVersionHoldsThePinnedHeadTheFileStaysAndBothHeadsAreNamed() throws IOException {
        leaveAfter(3, 4);
        byte[] before = Files.readAllBytes(left.resolve("writ.mv.db"));
        Hash root = Hash.of(new byte[32]);
        new Pin(left.resolve("ledger/pin")).write(new Checkpoint(TestLog.ORIGIN, 100, root));

        assertThatThrownBy(() -> start(AFTER))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("the machine may have lost its power")
                .hasMessageContaining("the head 100 with root " + root.base64())
                .hasMessageContaining("the newest that can be read holds the head 8 with root ");
        assertThat(kept()).isEmpty();
        assertThat(left.resolve("writ.mv.db")).hasBinaryContent(before);
        assertThat(mark(left)).startsWith("open boot 1");
    }

    @Test
    void aTornFileOfWhichNoVersionHoldsThePinnedHeadIsRefusedWithBothHeads() throws IOException {
        leaveAfter(3, 4);
        tear();
        Hash root = Hash.of(new byte[32]);
        new Pin(left.resolve("ledger/pin")).write(new Checkpoint(TestLog.ORIGIN, 100, root));

        assertThatThrownBy(() -> start(BEFORE))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("the head 100 with root " + root.base64())
                .hasMessageContaining("the newest that can be read holds the head ");
        assertThat(kept()).isEmpty();
    }

    @Test
    void theFileOfBeforeIsKeptByteForByte() throws IOException {
        leaveAfter(3, 4);
        tear();
        byte[] before = Files.readAllBytes(left.resolve("writ.mv.db"));

        start(AFTER);

        assertThat(left.resolve("writ.mv.db.torn-1")).hasBinaryContent(before);
        assertThat(Files.getPosixFilePermissions(left.resolve("writ.mv.db")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aStartThatWasKilledWhileItRepairedIsRepeated() throws IOException {
        leaveAfter(3, 4);
        Files.write(left.resolve("writ-version.mv.db"), new byte[100]);
        Files.createLink(left.resolve("writ.mv.db.torn-1"), left.resolve("writ.mv.db"));

        assertThat(start(AFTER)).isEqualTo(4);
        assertThat(kept()).containsExactly("writ.mv.db.torn-1", "writ.mv.db.torn-2");
    }

    /** The pin may be of a head before the newest that was signed, so that the oldest version may be too old. */
    @Test
    void withASpoiledSlotOfThePinTheNewestVersionThatReadsWholeIsTaken() throws IOException {
        leaveAfter(3, 4);
        Path pin = left.resolve("ledger/pin");
        byte[] slots = Files.readAllBytes(live.resolve("ledger/pin"));
        Checkpoint newest = new Pin(live.resolve("ledger/pin")).read().orElseThrow();
        spoilSlotOf(newest, slots);
        Files.write(pin, slots);
        assertThat(new Pin(pin).read().orElseThrow().size()).isLessThan(newest.size());

        assertThat(start(AFTER)).isEqualTo(newest.size());
    }

    private static void spoilSlotOf(Checkpoint head, byte[] slots) {
        String text = new String(slots, StandardCharsets.ISO_8859_1);
        slots[text.indexOf(head.text())] ^= 1;
    }

    @Test
    void withoutAPinTheNewestVersionThatReadsWholeIsTaken() throws IOException {
        leaveAfter(3, 4);
        Files.delete(left.resolve("ledger/pin"));
        assertThat(headAfterOpening(pinned(left))).isEqualTo(8);
        assertThat(kept()).isEmpty();
    }

    @Test
    void withoutAPinATornChunkIsUndone() throws IOException {
        leaveAfter(3, 4);
        tear();
        Files.delete(left.resolve("ledger/pin"));

        assertThat(headAfterOpening(pinned(left))).isBetween(4L, 8L);
        assertThat(kept()).containsExactly("writ.mv.db.torn-1");
    }

    @Test
    void aDamagedPinStopsAStartAndNotARepair() throws IOException {
        leaveAfter(3, 4);
        byte[] before = Files.readAllBytes(left.resolve("writ.mv.db"));
        Files.createDirectories(left.resolve("ledger/main"));
        Files.writeString(left.resolve("ledger/main/pin"), "noise");

        assertThatThrownBy(() -> headAfterOpening(PinnedLog.in(left)))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("is damaged");
        assertThat(left.resolve("writ.mv.db")).hasBinaryContent(before);
        assertThat(headAfterOpening(PinnedLog.forRepair(left))).isEqualTo(8);
    }

    private long headAfterOpening(Acknowledged acknowledged) {
        try (DataFolder folder = DataFolder.open(left, AFTER);
                JooqRows rows = JooqRows.in(folder.database(acknowledged))) {
            return rows.open().head().orElseThrow().size();
        }
    }

    /** It was whole when it was copied, and the pin beside it may be of a checkpoint that an operator had. */
    @Test
    void aCopyFromElsewhereIsNotRolledBackNorIsWhatItHeldWhenItWasOpened() throws IOException {
        leaveAfter(3, 4);
        Files.delete(left.resolve("writ.open"));
        Path restored = temp.resolve("restored");
        try (DataFolder folder = DataFolder.open(left, BEFORE);
                JooqRows rows = JooqRows.in(folder.database(pinned(left)))) {
            assertThat(rows.open().head().orElseThrow().size()).isEqualTo(8);
            rows.open().sync();
            copy(left, restored);
            copy(left.resolve("ledger"), restored.resolve("ledger"));
        }
        assertThat(new Pin(restored.resolve("ledger/pin")).read().orElseThrow().size())
                .isEqualTo(4);

        left = restored;
        assertThat(start(AFTER)).isEqualTo(8);
    }

    @Test
    void aFileThatSomebodyElseHasOpenIsLeftAlone() throws IOException {
        leaveAfter(3, 4);
        try (FileChannel elsewhere = FileChannel.open(
                        left.resolve("writ.mv.db"), StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock _ = elsewhere.lock()) {
            assertThatThrownBy(() -> start(AFTER))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("is open elsewhere");
        }
        assertThat(kept()).isEmpty();
        assertThat(start(AFTER)).isEqualTo(4);
    }

    @Test
    void whereNoCopyCanBeMadeNothingIsChangedAndTheNextStartTriesAgain() throws IOException {
        leaveAfter(3, 4);
        byte[] before = Files.readAllBytes(left.resolve("writ.mv.db"));
        Path inTheWay = Files.createDirectories(left.resolve("writ-version.mv.db/x"));

        assertThatThrownBy(() -> start(AFTER))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("the disk has room for a copy");
        assertThat(left.resolve("writ.mv.db")).hasBinaryContent(before);
        Files.delete(inTheWay);
        assertThat(start(AFTER)).isEqualTo(4);
    }

    @Test
    void aFolderThatWasOnlyLockedIsStillMarkedAsOpen() throws IOException {
        leaveAfter(3, 4);
        DataFolder.open(left, AFTER).close();

        assertThat(mark(left)).startsWith("open boot 1");
    }

    @Test
    void aCompactionRollsBackFirstAndWorksOnACopy() throws IOException {
        leaveAfter(3, 4);
        tear();
        Files.write(left.resolve("writ-compact.mv.db"), new byte[100]);
        try (DataFolder folder = DataFolder.open(left, AFTER)) {
            OfflineCompaction.run(folder.database(pinned(left)));
        }

        assertThat(mark(left)).isEqualTo("closed");
        assertThat(left.resolve("writ-compact.mv.db")).doesNotExist();
        assertThat(kept()).containsExactly("writ.mv.db.torn-1");
        assertThat(start(AFTER)).isEqualTo(4);
    }

    /** So that versions behind it need not be kept. */
    @Test
    void theMarkFollowsWhatWasSynced() throws IOException {
        try (DataFolder folder = DataFolder.open(live, BEFORE);
                JooqRows rows = JooqRows.in(folder.database(pinned(live)));
                Ledger ledger = Ledger.open(LedgerConfig.of(TestLog.ORIGIN, live.resolve("ledger")), rows.open())) {
            append(ledger, 0, 3);
            String before = mark(live);
            append(ledger, 3, 6);
            while (mark(live).equals(before)) {
                LockSupport.parkNanos(10_000_000);
            }
            assertThat(mark(live)).matches("open boot 1\nfrom [0-9]+");
            copy(live, left);
            copy(live.resolve("ledger"), left.resolve("ledger"));
        }

        assertThat(start(AFTER)).as("it is in the file").isEqualTo(7);
    }

    @Test
    void aMarkOfWhichASlotIsSpoiledIsNotTrustedToSayClosed() throws IOException {
        leaveAfter(3, 4);
        Path mark = left.resolve("writ.open");
        new TwoSlotFile(mark).write(Bytes.utf8("closed"));
        byte[] slots = Files.readAllBytes(mark);
        slots[new String(slots, StandardCharsets.ISO_8859_1).indexOf("open boot 1")] ^= 1;
        Files.write(mark, slots);

        assertThat(start(AFTER)).isEqualTo(4);
    }

    @Test
    void aQueryThatDoesNotEndHoldsUpNoAppend() throws Exception {
        try (DataFolder folder = DataFolder.open(live, BEFORE);
                JooqRows rows = JooqRows.in(folder.database(pinned(live)));
                Ledger ledger = Ledger.open(LedgerConfig.of(TestLog.ORIGIN, live.resolve("ledger")), rows.open());
                Connection reading = rows.connections().getConnection();
                var query = reading.prepareStatement("select * from ledger_entry");
                var found = query.executeQuery()) {
            append(ledger, 0, 3);
            assertThat(rows.open().head().orElseThrow().size()).isEqualTo(4);
            assertThat(found.isClosed()).isFalse();
        }
    }

    @Test
    void whatIsNotStoredIsNotAcknowledged() throws Exception {
        try (DataFolder folder = DataFolder.open(live, BEFORE);
                JooqRows rows = JooqRows.in(folder.database(pinned(live)));
                Ledger ledger = Ledger.open(LedgerConfig.of(TestLog.ORIGIN, live.resolve("ledger")), rows.open())) {
            CompletableFuture<AppendResult> result;
            try (Connection changing = rows.connections().getConnection();
                    var change = changing.prepareStatement("delete from payload")) {
                change.execute();
                EntryDraft draft = TestLog.draft(1);
                try (Admission admission = ledger.admit()) {
                    result = admission.append(TestLog.key(1), draft.digest(), draft);
                }
                while (rows.open().head().orElseThrow().size() < 2) {
                    LockSupport.parkNanos(1_000_000);
                }
                assertThat(result)
                        .as("it is committed, and no version holds it")
                        .isNotDone();
            }
            assertThat(result.get(30, TimeUnit.SECONDS)).isInstanceOf(AppendResult.Appended.class);
        }
    }
}
