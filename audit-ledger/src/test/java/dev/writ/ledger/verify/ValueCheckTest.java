package dev.writ.ledger.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.Erasure;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.PayloadField;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values beside a log of several bundles: there and fitting, lawfully erased, or named. */
class ValueCheckTest {
    private static final int SIZE = 600;

    private final List<Entry> entries = new ArrayList<>(Packs.entries(SIZE));
    private final Map<Long, List<PayloadField>> stored = new HashMap<>();
    private final List<String> later = new ArrayList<>();

    ValueCheckTest() {
        for (int seq = 1; seq < SIZE; seq++) {
            stored.put((long) seq, new ArrayList<>(Packs.fields(seq)));
        }
    }

    private ValueReport check() {
        ExportedLog log = ExportedLog.ofEntries(entries);
        return ValueCheck.check(log, entries.size(), new ValueCheck.Values() {
            @Override
            public Map<Long, List<PayloadField>> of(long from, long to) {
                Map<Long, List<PayloadField>> found = new HashMap<>(stored);
                found.keySet().removeIf(index -> index < from || index >= to);
                return found;
            }

            @Override
            public boolean erasedLater(long entry, String field) {
                return later.contains(entry + " " + field);
            }
        });
    }

    private void delete(long entry, String field) {
        stored.getOrDefault(entry, new ArrayList<>())
                .removeIf(value -> value.name().equals(field));
    }

    private void assertFinding(String place, String message) {
        Finding finding = check().finding().orElseThrow();
        assertThat(finding.place()).isEqualTo(place);
        assertThat(finding.message()).contains(message);
    }

    @Test
    void everyValueThatIsThereFits() {
        assertThat(check()).isEqualTo(new ValueReport(SIZE, 2 * (SIZE - 1), 0, 0, java.util.Optional.empty()));
    }

    @Test
    void whatAnEntryTellsToBeErasedIsGone() {
        Packs.append(entries, new Erasure(5, List.of("request"), "x").draft("p9"));
        delete(5, "request");
        ValueReport report = check();
        assertThat(report.finding()).isEmpty();
        assertThat(report.erased()).isEqualTo(1);
        assertThat(report.kept()).isEqualTo(2 * (SIZE - 1) - 1);
    }

    @Test
    void whatIsMissingWithoutAnErasureIsNamed() {
        delete(300, "comment");
        delete(7, "request");
        assertFinding("`request` of entry `7`", "missing, and no entry tells of its erasure");
        later.add("7 request");
        assertFinding("`comment` of entry `300`", "missing, and no entry tells of its erasure");
        later.add("300 comment");
        assertThat(check().later()).isEqualTo(2);
        assertThat(check().good()).isTrue();
    }

    @Test
    void whatWasErasedAndIsStillThereIsNamed() {
        Packs.append(entries, new Erasure(5, List.of("request"), "x").draft("p9"));
        assertFinding("`request` of entry `5`", "entry `600` tells of its erasure, and it is still there");
    }

    @Test
    void aValueThatDoesNotFitIsNamed() {
        PayloadField good = Packs.fields(9).getFirst();
        delete(9, good.name());
        stored.computeIfPresent(9L, (seq, fields) -> {
            fields.add(new PayloadField(good.name(), good.salt(), new Json.Str("other")));
            return fields;
        });
        assertFinding("`" + good.name() + "` of entry `9`", "is not what the entry commits to");
    }
}
