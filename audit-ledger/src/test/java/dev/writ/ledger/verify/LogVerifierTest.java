package dev.writ.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Genesis;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.ProofBuilder;
import dev.writ.ledger.merkle.TreeHash;
import dev.writ.ledger.note.Algorithm;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.CheckpointSigner;
import dev.writ.ledger.note.LogProof;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.note.TestKeys;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.tile.VerifiedTiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of damage, with the exact place that the verifier names. */
class LogVerifierTest {
    private static final int SIZE = 300;

    private static void assertFinding(VerificationReport report, String place, String message) {
        assertThat(report.good()).isFalse();
        Finding finding = report.finding().orElseThrow();
        assertThat(finding.place()).as(finding.toString()).isEqualTo(place);
        assertThat(finding.message()).contains(message);
    }

    private static Checkpoint head(ExportedLog log) {
        return SignedCheckpoint.parse(log.file("checkpoint")).checkpoint();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 255, 256, 257, 512, 1000})
    void aGoodLogOfAnySizePasses(int size) {
        ExportedLog log = ExportedLog.good(size);
        VerificationReport report = log.verify();
        assertThat(report.finding()).isEmpty();
        assertThat(report.entries()).isEqualTo(size);
        assertThat(report.checkpoint()).contains(head(log));
        assertThat(report.files()).isEqualTo(log.files.size() - 2);
        assertThat(report.complete()).isTrue();
    }

    @Test
    void aLogWithoutAListingPassesAndIsNotCalledComplete() {
        ExportedLog log = ExportedLog.good(3);
        List<String> progress = new ArrayList<>();
        VerificationReport report = LogVerifier.verify(
                log, VerificationRequest.of(TestKeys.trusted()), (done, total) -> progress.add(done + "/" + total));
        assertThat(report.good()).isTrue();
        assertThat(report.complete()).isFalse();
        assertThat(progress).containsExactly("3/3");
    }

    @Test
    void oneGivenKeyIsEnoughAndTheKeysOfGenesisMustHaveSignedAnyway() {
        TrustedKeys one = new TrustedKeys(TestKeys.trusted().keys().subList(0, 1));
        assertThat(ExportedLog.good(3).verify(VerificationRequest.of(one)).finding())
                .isEmpty();
        List<Bytes> leaves = ExportedLog.entries(3).stream().map(Entry::bytes).toList();
        ExportedLog halfSigned = ExportedLog.of(leaves, TestKeys.signers().subList(0, 1));
        assertFinding(
                halfSigned.verify(VerificationRequest.of(one)),
                "checkpoint",
                "is not signed by the key writ.example/ledger/main+");
        assertFinding(halfSigned.verify(), "checkpoint", "is not signed by the key");
    }

    @Test
    void aKeyThatGenesisDoesNotNameIsFound() {
        CheckpointSigner third = TestKeys.key(Algorithm.ED25519, 3).signer();
        List<CheckpointSigner> signers = new ArrayList<>(TestKeys.signers());
        signers.add(third);
        List<Bytes> leaves = ExportedLog.entries(3).stream().map(Entry::bytes).toList();
        VerificationRequest request = VerificationRequest.of(new TrustedKeys(List.of(third.key())));
        assertFinding(ExportedLog.of(leaves, signers).verify(request), "entry `0`", "does not name the given key");
    }

    @ParameterizedTest
    @CsvSource({
        "checkpoint, checkpoint",
        "keys, keys",
        "tile/entries/000, bundle `tile/entries/000`",
        "tile/entries/001.p/44, bundle `tile/entries/001.p/44`",
        "tile/0/000, tile `tile/0/000`",
        "tile/0/001.p/44, tile `tile/0/001.p/44`",
        "tile/1/000.p/1, tile `tile/1/000.p/1`",
    })
    void aMissingFileIsNamed(String file, String place) {
        assertFinding(ExportedLog.good(SIZE).without(file).verify(), place, "the file is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/2/000.p/1",
                "tile/0/001",
                "tile/0/001.p/43",
                "tile/entries/002.p/1",
                "tile/entries/000.p/9",
                "README",
                "checkpoint.tmp",
                "tile/0/000.p/1/x"
            })
    void aSurplusFileIsNamed(String file) {
        assertFinding(
                ExportedLog.good(SIZE).with(file, Bytes.utf8("x")).verify(),
                "file `" + file + "`",
                "does not belong to a log of 300 entries");
    }

    @Test
    void aChangedEntryIsNamedEvenIfItsTileWasChangedToo() {
        List<Entry> entries = ExportedLog.entries(SIZE);
        List<Bytes> leaves = new ArrayList<>(entries.stream().map(Entry::bytes).toList());
        ExportedLog good = ExportedLog.of(leaves);
        Entry seven = entries.get(7);
        EntryDraft other = EntryDraft.of(seven.draft().type(), Outcome.ALLOW);
        leaves.set(7, new Entry(7, seven.prev(), seven.time(), other).bytes());
        ExportedLog changed = ExportedLog.of(leaves);
        assertFinding(
                good.with("tile/entries/000", changed.file("tile/entries/000")).verify(),
                "entry `7`",
                "its bytes have the leaf hash");
        assertFinding(
                good.with("tile/entries/000", changed.file("tile/entries/000"))
                        .with("tile/0/000", changed.file("tile/0/000"))
                        .verify(),
                "entry `8`",
                "its `prev` is");
        assertFinding(changed.verify(), "entry `8`", "and the entry before has the leaf hash");
    }

    @Test
    void aChangedHashAboveTheLeavesIsNamed() {
        ExportedLog good = ExportedLog.good(SIZE);
        byte[] tile = good.file("tile/1/000.p/1").toArray();
        tile[5] ^= 1;
        assertFinding(good.with("tile/1/000.p/1", Bytes.of(tile)).verify(), "tile `tile/1/000.p/1`", "its hash 0 is");
    }

    @Test
    void consistentLiesAreFoundByWhatEntriesSay() {
        List<Entry> entries = ExportedLog.entries(10);
        assertFinding(lie(entries, 4, entries.get(4).time(), 5), "entry `4`", "says that it is entry `5`");
        assertFinding(lie(entries, 9, new Timestamp(5), 9), "entry `9`", "is before that of the entry before");
        List<Bytes> swapped = new ArrayList<>(entries.stream().map(Entry::bytes).toList());
        swapped.set(3, entries.get(4).bytes());
        swapped.set(4, entries.get(3).bytes());
        assertFinding(ExportedLog.of(swapped).verify(), "entry `3`", "says that it is entry `4`");
        List<Bytes> spaced = new ArrayList<>(entries.stream().map(Entry::bytes).toList());
        spaced.set(9, Bytes.utf8(entries.get(9).bytes().text() + " "));
        assertFinding(ExportedLog.of(spaced).verify(), "entry `9`", "not in canonical form");
        assertFinding(ExportedLog.of(List.of(Bytes.utf8("{}"))).verify(), "entry `0`", "must be there");
        Entry foreign = new Genesis("other.example/ledger/main", List.of("k")).entry(new Timestamp(1));
        assertFinding(ExportedLog.ofEntries(List.of(foreign)).verify(), "entry `0`", "of the log `other.example");
    }

    private static VerificationReport lie(List<Entry> entries, int at, Timestamp time, long seq) {
        List<Bytes> leaves = new ArrayList<>(entries.stream().map(Entry::bytes).toList());
        Entry honest = entries.get(at);
        leaves.set(at, new Entry(seq, honest.prev(), time, honest.draft()).bytes());
        return ExportedLog.of(leaves).verify();
    }

    @Test
    void aSignedHeadOverOtherEntriesIsFound() {
        Checkpoint lie = new Checkpoint(TestKeys.ORIGIN, 10, TreeHash.leaf(Bytes.utf8("lie")));
        Bytes note = SignedCheckpoint.sign(lie, TestKeys.signers(), 5).bytes();
        assertFinding(ExportedLog.good(10).with("checkpoint", note).verify(), "checkpoint", "and the entries lead to");
        Checkpoint empty = new Checkpoint(TestKeys.ORIGIN, 0, TreeHash.EMPTY_ROOT);
        assertFinding(
                ExportedLog.good(10)
                        .with(
                                "checkpoint",
                                SignedCheckpoint.sign(empty, TestKeys.signers(), 5)
                                        .bytes())
                        .verify(),
                "checkpoint",
                "has at least its entry `0`");
    }

    @Test
    void aHugeSignedSizeEndsAtTheFirstMissingFile() {
        Checkpoint huge = new Checkpoint(TestKeys.ORIGIN, Long.MAX_VALUE, TreeHash.leaf(Bytes.utf8("x")));
        Bytes note = SignedCheckpoint.sign(huge, TestKeys.signers(), 5).bytes();
        assertFinding(
                ExportedLog.good(300).with("checkpoint", note).verify(),
                "bundle `tile/entries/001`",
                "the file is missing");
    }

    @Test
    void rollbackAndForkAreFoundThroughAnOlderCheckpoint() {
        ExportedLog older = ExportedLog.good(200);
        ExportedLog newer = ExportedLog.good(300);
        VerificationReport report = newer.verify(since(older.file("checkpoint")));
        assertThat(report.finding()).isEmpty();
        assertThat(report.anchors()).isEqualTo(1);
        assertFinding(
                older.verify(since(newer.file("checkpoint"))),
                "checkpoint",
                "the log has 200 entries and the trusted checkpoint 1 knows of 300: the log was rolled back");
        List<Entry> forked = new ArrayList<>(ExportedLog.entries(150));
        while (forked.size() < 300) {
            forked.add(new Entry(
                    forked.size(),
                    forked.getLast().leafHash(),
                    forked.getLast().time(),
                    EntryDraft.of("fork", Outcome.ALLOW)));
        }
        assertFinding(
                ExportedLog.ofEntries(forked).verify(since(older.file("checkpoint"))),
                "trusted checkpoint 1",
                "at size 200, and the entries lead to");
        assertFinding(newer.verify(since(Bytes.utf8("junk"))), "trusted checkpoint 1", "a note is a text");
    }

    private static VerificationRequest since(Bytes note) {
        return new VerificationRequest(TestKeys.trusted(), List.of(note), List.of());
    }

    @Test
    void proofsMustHoldAndFit() {
        ExportedLog older = ExportedLog.good(200);
        ExportedLog newer = ExportedLog.good(300);
        LogProof proof = proof(older, 77);
        VerificationReport report =
                newer.verify(proofs(proof.bytes(), proof(newer, 0).bytes()));
        assertThat(report.finding()).isEmpty();
        assertThat(report.proofs()).isEqualTo(2);
        LogProof moved = new LogProof(76, proof.path(), proof.checkpoint());
        assertFinding(newer.verify(proofs(moved.bytes())), "proof 1", "leads to the root");
        LogProof outside = new LogProof(200, proof.path(), proof.checkpoint());
        assertFinding(newer.verify(proofs(proof.bytes(), outside.bytes())), "proof 2", "not inside its own tree");
        assertFinding(older.verify(proofs(proof(newer, 7).bytes())), "checkpoint", "the log was rolled back");
        assertFinding(newer.verify(proofs(Bytes.utf8("x"))), "proof 1", "a proof is");
    }

    private static VerificationRequest proofs(Bytes... proofs) {
        return new VerificationRequest(TestKeys.trusted(), List.of(), List.of(proofs));
    }

    private static LogProof proof(ExportedLog log, long index) {
        SignedCheckpoint signed = SignedCheckpoint.parse(log.file("checkpoint"));
        Checkpoint head = signed.checkpoint();
        VerifiedTiles tiles = new VerifiedTiles(log, head.size(), head.root());
        return new LogProof(
                index, new ProofBuilder(tiles).inclusion(index, head.size()).path(), signed);
    }

    @Test
    void aSourceThatFailsIsAFindingAndNotAPass() {
        VerificationReport report = LogVerifier.verify(
                (path, limit) -> {
                    if (path.equals("tile/0/000.p/3")) {
                        throw new java.io.IOException("the disk is broken");
                    }
                    return Optional.of(ExportedLog.good(3).file(path));
                },
                VerificationRequest.of(TestKeys.trusted()),
                Progress.NONE);
        assertFinding(report, "tile `tile/0/000.p/3`", "cannot be read: the disk is broken");
    }
}
