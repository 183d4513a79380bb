package dev.writ.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.EntryDraft;
import dev.writ.ledger.entry.Erasure;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.Outcome;
import dev.writ.ledger.note.TestKeys;
import dev.writ.ledger.pack.EvidencePack;
import dev.writ.ledger.pack.PackedEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Packs of entries from which values were erased. */
class PackErasuresTest {
    private static final String BASIS = "GDPR Art. 17";

    /** Eight entries, and then one about an erasure from an earlier one. */
    static List<Entry> erased(long entry, String... fields) {
        return then(new Erasure(entry, List.of(fields), BASIS).draft("p9"));
    }

    static List<Entry> then(EntryDraft draft) {
        List<Entry> entries = Packs.entries(8);
        Packs.append(entries, draft);
        return entries;
    }

    /** A pack about some entries, explained by entry 8, which discloses all but the named fields. */
    static EvidencePack pack(List<Entry> entries, List<Long> about, String... hidden) {
        List<Long> payload = about.stream().filter(index -> index < 8).toList();
        EvidencePack bare = Packs.pack(entries, TestKeys.signers(), payload, 8L);
        List<PackedEntry> packed = new ArrayList<>();
        for (PackedEntry entry : bare.entries()) {
            packed.add(new PackedEntry(
                    entry.entry(),
                    entry.proof(),
                    entry.fields().stream()
                            .filter(field -> !List.of(hidden).contains(field.name()))
                            .toList()));
        }
        return new EvidencePack(bare.checkpoint(), packed, about, Map.of());
    }

    private static PackReport verify(EvidencePack pack) {
        return PackVerifier.verify(pack.bytes(), VerificationRequest.of(TestKeys.trusted()));
    }

    private static void assertFinding(EvidencePack pack, String place, String message) {
        Finding finding = verify(pack).finding().orElseThrow();
        assertThat(finding.place()).isEqualTo(place);
        assertThat(finding.message()).contains(message);
    }

    @Test
    void aFieldIsErasedWhereAnEntryOfThePackTellsOfIt() {
        PackReport report = verify(pack(erased(7, "request"), List.of(7L), "request"));
        assertThat(report.finding()).isEmpty();
        ProvedEntry seven = report.entries().get(1);
        assertThat(seven.erased()).isEqualTo(Map.of("request", 8L));
        assertThat(seven.hidden()).isEmpty();
        assertThat(seven.disclosed()).containsExactly("comment");
        assertThat(report.entries().get(2).asked()).isFalse();
    }

    @Test
    void aPackMayBeAboutTheErasureItself() {
        PackReport report = verify(pack(erased(7, "request"), List.of(8L)));
        assertThat(report.finding()).isEmpty();
        assertThat(report.entries()).hasSize(2);
    }

    @Test
    void whatWasErasedIsNotDisclosed() {
        assertFinding(pack(erased(7, "request"), List.of(7L)), "entry `7`", "its field `request` is disclosed");
    }

    @Test
    void anErasureThatExplainsNothingIsRefused() {
        assertFinding(pack(erased(6, "request"), List.of(7L)), "entry `8`", "which the pack is not about");
    }

    @Test
    void anErasureOfWhatWasNeverThereIsRefused() {
        assertFinding(pack(erased(7, "other"), List.of(7L)), "entry `8`", "does not commit");
    }

    @Test
    void aMalformedErasureIsNamed() {
        EntryDraft bad = EntryDraft.of(Erasure.TYPE, Outcome.RECORDED)
                .withPrincipal("by", "p9")
                .withBody(new Json.Obj(Map.of("entry", new Json.Num(7))));
        assertFinding(pack(then(bad), List.of(7L)), "entry `8`", "`basis`, `entry` and `fields`");
        assertFinding(pack(erased(9, "request"), List.of(7L)), "entry `8`", "an earlier entry");
    }

    @Test
    void theVerifierOfALogReadsErasuresToo() {
        VerificationReport good = ExportedLog.ofEntries(erased(7, "request")).verify();
        assertThat(good.finding()).isEmpty();
        assertThat(good.erasures()).isEqualTo(1);
        VerificationReport bad = ExportedLog.ofEntries(erased(8, "request")).verify();
        assertThat(bad.finding().orElseThrow().place()).isEqualTo("entry `8`");
        assertThat(bad.finding().orElseThrow().message()).contains("an earlier entry");
    }
}
