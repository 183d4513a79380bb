package dev.writ.ledger.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PreparedDraftTest {
    private static final long SEED = Long.getLong("writ.seed", System.nanoTime());

    private static final List<Outcome> OUTCOMES = List.of(Outcome.values());

    private final Random random = new Random(SEED);

    private Hash hash() {
        return TreeHash.sha256(Bytes.utf8(Long.toString(random.nextLong())));
    }

    /** Any of the members that a draft may leave out, and text that JSON writes otherwise. */
    private EntryDraft draft() {
        EntryDraft draft =
                EntryDraft.of(random.nextBoolean() ? "decision" : "x", OUTCOMES.get(random.nextInt(OUTCOMES.size())));
        draft = random.nextBoolean() ? draft.withPolicy(hash()) : draft;
        for (int i = random.nextInt(3); i > 0; i--) {
            draft = draft.withDigest("label" + i, hash());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            draft = draft.withPrincipal("role" + i, "p_" + random.nextInt(1000));
        }
        if (random.nextBoolean()) {
            draft = draft.withPayload(
                    new PayloadField("request", new Salt(Bytes.of(hash().bytes())), new Json.Str("é\n\"")));
        }
        return random.nextBoolean()
                ? draft.withBody(new Json.Obj(Map.of("note", new Json.Str("\u0001\t\"é😀"), "prev", new Json.Num(1))))
                : draft;
    }

    @Test
    void itsBytesAreThoseOfTheEntry() {
        for (int i = 0; i < 2_000; i++) {
            EntryDraft draft = draft();
            long seq = random.nextLong(1L << 53);
            Hash prev = seq == 0 ? Hash.ZERO : hash();
            Timestamp time = new Timestamp(random.nextLong(4_000_000_000_000L));
            Entry entry = new Entry(seq, prev, time, draft);
            PreparedDraft prepared = PreparedDraft.of(draft);
            assertThat(prepared.at(seq, prev, time))
                    .as("-Dwrit.seed=%d: %s", SEED, entry)
                    .isEqualTo(entry.bytes());
            assertThat(prepared.terms()).isEqualTo(SearchTerm.of(draft));
        }
    }

    @Test
    void aPlaceThatIsNoneIsRefused() {
        PreparedDraft prepared = PreparedDraft.of(EntryDraft.of("decision", Outcome.ALLOW));
        assertThatThrownBy(() -> prepared.at(-1, hash(), new Timestamp(0))).isInstanceOf(EntryException.class);
        assertThatThrownBy(() -> prepared.at(0, hash(), new Timestamp(0))).isInstanceOf(EntryException.class);
        assertThatThrownBy(() -> prepared.at(1, Hash.ZERO, new Timestamp(0))).isInstanceOf(EntryException.class);
    }
}
