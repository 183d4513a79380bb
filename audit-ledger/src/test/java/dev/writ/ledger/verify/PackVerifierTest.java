package dev.writ.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.PayloadField;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.CheckpointSigner;
import dev.writ.ledger.note.TestKeys;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.pack.EvidencePack;
import dev.writ.ledger.pack.PackedEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an evidence pack proves, and the place that is named where it does not. */
class PackVerifierTest {
    private static final long SEED = Long.getLong("writ.seed", System.nanoTime());

    /** Every which length is tried; 1 in {@code .ci/run}. */
    private static final int STEP = Integer.getInteger("writ.step", 5);

    private static PackReport verify(EvidencePack pack) {
        return PackVerifier.verify(pack.bytes(), VerificationRequest.of(TestKeys.trusted()));
    }

    private static void assertFinding(PackReport report, String place, String message) {
        assertThat(report.good()).isFalse();
        Finding finding = report.finding().orElseThrow();
        assertThat(finding.place()).as(finding.toString()).isEqualTo(place);
        assertThat(finding.message()).contains(message);
        assertThat(report.checkpoint()).isEmpty();
        assertThat(report.entries()).isEmpty();
    }

    @Test
    void aPackProvesItsEntriesAndSaysWhatItDiscloses() {
        PackReport report = verify(Packs.pack(300, 7L, 8L, 299L));
        assertThat(report.finding()).isEmpty();
        assertThat(report.checkpoint().orElseThrow().size()).isEqualTo(300);
        assertThat(report.entries()).hasSize(4);
        assertThat(report.entries().getFirst().asked()).isFalse();
        assertThat(report.entries().get(1).disclosed()).containsExactly("comment", "request");
        assertThat(report.entries().get(1).hidden()).isEmpty();
    }

    @Test
    void whatIsNotDisclosedStaysACommitment() {
        EvidencePack pack = Packs.pack(10, 7L);
        PackedEntry seven = pack.entries().get(1);
        List<PayloadField> one = seven.fields().subList(0, 1);
        EvidencePack partial = with(pack, 1, new PackedEntry(seven.entry(), seven.proof(), one));
        PackReport report = verify(partial);
        assertThat(report.finding()).isEmpty();
        assertThat(report.entries().get(1).disclosed()).containsExactly("comment");
        assertThat(report.entries().get(1).hidden()).containsExactly("request");
        assertThat(partial.bytes().text()).doesNotContain("subject");
    }

    private static EvidencePack with(EvidencePack pack, int at, PackedEntry entry) {
        List<PackedEntry> entries = new ArrayList<>(pack.entries());
        entries.set(at, entry);
        return new EvidencePack(pack.checkpoint(), entries, pack.about(), pack.attachments());
    }

    @Test
    void aValueThatIsNotTheOneCommittedToIsNamed() {
        EvidencePack pack = Packs.pack(10, 7L);
        PackedEntry seven = pack.entries().get(1);
        PayloadField comment = seven.fields().getFirst();
        PayloadField lie = new PayloadField(comment.name(), comment.salt(), new Json.Str("no"));
        assertFinding(
                verify(with(pack, 1, new PackedEntry(seven.entry(), seven.proof(), List.of(lie)))),
                "entry `7`",
                "field `comment` is not what the entry commits to");
        PayloadField surplus = new PayloadField("other", comment.salt(), comment.value());
        assertFinding(
                verify(with(pack, 1, new PackedEntry(seven.entry(), seven.proof(), List.of(surplus)))),
                "entry `7`",
                "field `other`");
    }

    @Test
    void entriesOutOfPlaceAreNamed() {
        EvidencePack pack = Packs.pack(10, 7L, 8L);
        List<PackedEntry> entries = pack.entries();
        PackedEntry seven = entries.get(1);
        PackedEntry eight = entries.get(2);
        assertFinding(
                verify(with(pack, 1, new PackedEntry(seven.entry(), eight.proof(), List.of()))),
                "entry `7`",
                "its proof is about entry `8`");
        assertFinding(verify(pack(pack, List.of(entries.get(0), eight, seven))), "entry `7`", "comes after entry `8`");
        assertFinding(verify(pack(pack, List.of(seven, eight))), "entries", "entry `0`");
        assertFinding(verify(pack(pack, List.of(entries.get(0), eight))), "about", "does not hold the entry `7`");
        Bytes foreign = Packs.pack(11, 7L).entries().get(1).entry();
        assertThat(foreign).isEqualTo(seven.entry());
        PackedEntry other = Packs.pack(11, 7L).entries().get(1);
        assertFinding(verify(with(pack, 1, other)), "entry `7`", "inclusion proof");
    }

    private static EvidencePack pack(EvidencePack pack, List<PackedEntry> entries) {
        return new EvidencePack(pack.checkpoint(), entries, pack.about(), pack.attachments());
    }

    @Test
    void anEntryThatIsNotAskedForExplainsSomethingOrIsRefused() {
        EvidencePack pack = Packs.pack(10, 7L, 8L);
        EvidencePack about = new EvidencePack(pack.checkpoint(), pack.entries(), List.of(8L), Map.of());
        assertFinding(verify(about), "entry `7`", "the pack is not about it");
        EvidencePack zero = new EvidencePack(pack.checkpoint(), pack.entries(), List.of(0L, 7L), Map.of());
        assertFinding(verify(zero), "entry `8`", "the pack is not about it");
    }

    @Test
    void everyKeyMustHaveSigned() {
        List<CheckpointSigner> one = TestKeys.signers().subList(0, 1);
        EvidencePack half = Packs.pack(Packs.entries(5), one, List.of(3L));
        assertFinding(verify(half), "checkpoint", "is not signed by the key");
        TrustedKeys first = new TrustedKeys(TestKeys.trusted().keys().subList(0, 1));
        assertFinding(
                PackVerifier.verify(half.bytes(), VerificationRequest.of(first)),
                "checkpoint",
                "is not signed by the key");
        TrustedKeys strange = new TrustedKeys(Packs.keys(Packs.nextSigners()));
        assertFinding(
                PackVerifier.verify(Packs.pack(5, 3L).bytes(), VerificationRequest.of(strange)),
                "entry `0`",
                "does not name the given key");
    }

    @Test
    void aChangeOfKeysIsFollowedFromEitherSide() {
        List<Entry> entries = Packs.changed(9);
        EvidencePack pack = Packs.pack(entries, Packs.nextSigners(), List.of(7L), 5L);
        TrustedKeys after = new TrustedKeys(Packs.keys(Packs.nextSigners()));
        assertThat(verify(pack).finding()).isEmpty();
        assertThat(verify(pack).keyChanges()).isEqualTo(1);
        assertThat(PackVerifier.verify(pack.bytes(), VerificationRequest.of(after))
                        .finding())
                .isEmpty();
        assertFinding(
                verify(Packs.pack(entries, Packs.nextSigners(), List.of(7L))),
                "checkpoint",
                "is not signed by the key");
        assertFinding(
                verify(Packs.pack(entries, TestKeys.signers(), List.of(7L), 5L)),
                "checkpoint",
                "is not signed by the key");
        TrustedKeys mixed = new TrustedKeys(List.of(
                TestKeys.trusted().keys().getFirst(),
                Packs.keys(Packs.nextSigners()).getFirst()));
        assertFinding(
                PackVerifier.verify(pack.bytes(), VerificationRequest.of(mixed)), "entry `0`", "never signed together");
    }

    @Test
    void aChangeOfKeysThatTheOldKeysDidNotSignIsNoChange() {
        List<Entry> entries = Packs.entries(5);
        List<CheckpointSigner> thief = Packs.nextSigners();
        Packs.append(entries, Packs.change(thief, thief, 1).draft());
        assertFinding(
                verify(Packs.pack(entries, thief, List.of(3L), 5L)), "entry `5`", "is about other keys, another log");
        List<Entry> again = Packs.entries(5);
        Packs.append(again, Packs.change(TestKeys.signers(), thief, 2).draft());
        assertFinding(verify(Packs.pack(again, thief, List.of(3L), 5L)), "entry `5`", "another change");
    }

    @Test
    void aPinnedHeadMustBeThePacksOwn() {
        EvidencePack pack = Packs.pack(10, 7L);
        Bytes own = Bytes.utf8(pack.checkpoint());
        Bytes other = Bytes.utf8(Packs.pack(12, 7L).checkpoint());
        assertThat(PackVerifier.verify(pack.bytes(), pinned(own)).finding()).isEmpty();
        assertFinding(
                PackVerifier.verify(pack.bytes(), pinned(other)), "trusted checkpoint 1", "only the log can show");
        Bytes forked = Bytes.utf8(
                Packs.pack(Packs.changed(10), TestKeys.signers(), List.of(3L)).checkpoint());
        assertFinding(PackVerifier.verify(pack.bytes(), pinned(forked)), "trusted checkpoint 1", "it says the root");
    }

    private static VerificationRequest pinned(Bytes head) {
        return new VerificationRequest(TestKeys.trusted(), List.of(head), List.of());
    }

    @Test
    void attachmentsAreNamedAndNotJudged() {
        EvidencePack pack = Packs.pack(10, 7L);
        EvidencePack stamped = new EvidencePack(
                pack.checkpoint(), pack.entries(), pack.about(), Map.of("rfc3161.tsr", Bytes.utf8("a timestamp")));
        assertThat(verify(stamped).finding()).isEmpty();
        assertThat(verify(stamped).attachments()).containsExactly("rfc3161.tsr");
    }

    @Test
    void everyFlippedByteAndEveryCutIsFound() {
        byte[] good = Packs.pack(3, 2L).bytes().toArray();
        VerificationRequest request = VerificationRequest.of(TestKeys.trusted());
        IntStream.range(0, good.length).parallel().forEach(at -> {
            byte[] bad = good.clone();
            bad[at] ^= (byte) (1 << Math.floorMod(at + SEED, 8));
            PackReport report = PackVerifier.verify(Bytes.of(bad), request);
            assertThat(report.good()).as("seed %s: byte %s flipped", SEED, at).isFalse();
            assertThat(report.finding().orElseThrow().place()).isNotBlank();
        });
        IntStream.range(0, good.length)
                .filter(length -> length % STEP == 0)
                .parallel()
                .forEach(length -> assertThat(PackVerifier.verify(Bytes.of(good, 0, length), request)
                                .good())
                        .as("cut to %s", length)
                        .isFalse());
        byte[] longer = Arrays.copyOf(good, good.length + 1);
        longer[good.length] = '\n';
        assertThat(PackVerifier.verify(Bytes.of(longer), request).good()).isFalse();
    }
}
