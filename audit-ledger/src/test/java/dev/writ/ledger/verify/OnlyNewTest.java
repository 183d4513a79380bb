package dev.writ.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.TestKeys;
import dev.writ.ledger.note.TrustedKeys;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A verification that goes on from a pinned head reads only what is new, and finds what is wrong there. */
class OnlyNewTest {
    private static VerificationRequest since(Bytes head) {
        return new VerificationRequest(TestKeys.trusted(), List.of(head), List.of()).withOnlyNew();
    }

    private static Bytes head(int size) {
        return ExportedLog.good(size).file("checkpoint");
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 0, 1",
        "1, 2, 0, 2",
        "200, 300, 0, 300",
        "256, 300, 0, 300",
        "257, 300, 256, 44",
        "300, 300, 256, 44",
        "512, 1000, 256, 744",
        "1000, 1000, 768, 232",
        "66000, 66001, 65792, 209"
    })
    void whatIsNewIsChecked(int pinned, int size, long from, long entries) {
        ExportedLog log = ExportedLog.good(size);
        VerificationReport report = log.verify(since(head(pinned)));
        assertThat(report.finding()).isEmpty();
        assertThat(report.from()).isEqualTo(from);
        assertThat(report.entries()).isEqualTo(entries);
        assertThat(report.anchors()).isEqualTo(1);
    }

    @Test
    void onlyTheEdgeOfTheOldPartIsRead() {
        ExportedLog log = ExportedLog.good(1000);
        List<String> read = new ArrayList<>();
        VerificationReport report = LogVerifier.verify(
                (path, limit) -> {
                    read.add(path);
                    return log.read(path, limit);
                },
                since(head(900)).withThreads(1),
                Progress.NONE);
        assertThat(report.good()).isTrue();
        assertThat(read)
                .contains("tile/entries/003.p/232", "tile/entries/000", "tile/1/000.p/3")
                .doesNotContain("tile/entries/001", "tile/0/001", "tile/entries/002");
    }

    @Test
    void aForkAndARollbackAreFound() {
        List<Entry> forked = new ArrayList<>(ExportedLog.entries(150));
        while (forked.size() < 600) {
            forked.add(new Entry(
                    forked.size(),
                    forked.getLast().leafHash(),
                    forked.getLast().time(),
                    EntryDraft.of("fork", Outcome.ALLOW)));
        }
        Finding fork =
                ExportedLog.ofEntries(forked).verify(since(head(500))).finding().orElseThrow();
        assertThat(fork.place()).isEqualTo("trusted checkpoint 1");
        assertThat(fork.message()).contains("at size 500");
        Finding back = ExportedLog.good(300).verify(since(head(500))).finding().orElseThrow();
        assertThat(back.message()).contains("rolled back");
    }

    @Test
    void whatIsWrongInTheNewPartIsNamed() {
        ExportedLog log = ExportedLog.good(600);
        byte[] bundle = log.file("tile/entries/002.p/88").toArray();
        bundle[50] ^= 1;
        assertThat(log.with("tile/entries/002.p/88", Bytes.of(bundle))
                        .verify(since(head(300)))
                        .finding()
                        .orElseThrow()
                        .place())
                .startsWith("entry `512`");
        byte[] tile = log.file("tile/1/000.p/2").toArray();
        tile[3] ^= 1;
        assertThat(log.with("tile/1/000.p/2", Bytes.of(tile))
                        .verify(since(head(300)))
                        .good())
                .isFalse();
        assertThat(log.without("tile/1/000.p/2").verify(since(head(300))).good())
                .isFalse();
    }

    @Test
    void aPinnedHeadMustBeSignedAndBeThere() {
        TrustedKeys strange = new TrustedKeys(Packs.keys(Packs.nextSigners()));
        VerificationRequest request = new VerificationRequest(strange, List.of(head(3)), List.of()).withOnlyNew();
        assertThat(ExportedLog.good(3).verify(request).finding().orElseThrow().message())
                .contains("is not signed by the key");
        VerificationRequest nothing = VerificationRequest.of(TestKeys.trusted());
        assertThatThrownBy(nothing::withOnlyNew).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aChangeOfKeysIsFollowedInAWholeLogAndInItsNewPart() {
        List<Bytes> leaves = Packs.changed(20).stream().map(Entry::bytes).toList();
        ExportedLog log = ExportedLog.of(leaves, Packs.nextSigners());
        Bytes old = ExportedLog.of(leaves.subList(0, 4)).file("checkpoint");
        TrustedKeys after = new TrustedKeys(Packs.keys(Packs.nextSigners()));
        VerificationRequest before = new VerificationRequest(TestKeys.trusted(), List.of(old), List.of());
        for (VerificationRequest request : List.of(
                before,
                before.withOnlyNew(),
                new VerificationRequest(after, List.of(old), List.of()),
                VerificationRequest.of(after))) {
            VerificationReport report = log.verify(request);
            assertThat(report.finding()).isEmpty();
            assertThat(report.keyChanges()).isEqualTo(1);
        }
        ExportedLog stale = ExportedLog.of(leaves);
        assertThat(stale.verify(before).finding().orElseThrow().message()).contains("is not signed by the key");
        Bytes late = ExportedLog.of(leaves.subList(0, 8)).file("checkpoint");
        assertThat(log.verify(new VerificationRequest(TestKeys.trusted(), List.of(late), List.of()))
                        .finding()
                        .orElseThrow()
                        .place())
                .isEqualTo("trusted checkpoint 1");
    }

    @Test
    void manyThreadsFindTheSameFirstPlace() {
        ExportedLog log = ExportedLog.good(5000);
        VerificationRequest request = VerificationRequest.of(TestKeys.trusted()).withThreads(8);
        assertThat(log.verify(request).finding()).isEmpty();
        ExportedLog bad = log;
        for (String name : List.of("tile/entries/017", "tile/entries/003", "tile/0/009", "tile/1/000.p/19")) {
            byte[] bytes = log.file(name).toArray();
            bytes[100] ^= 4;
            bad = bad.with(name, Bytes.of(bytes));
        }
        for (int threads : new int[] {1, 2, 8}) {
            VerificationReport report = bad.verify(request.withThreads(threads));
            assertThat(report.finding().orElseThrow().place()).startsWith("entry `768`");
            assertThat(report.entries()).isEqualTo(768);
        }
    }
}
