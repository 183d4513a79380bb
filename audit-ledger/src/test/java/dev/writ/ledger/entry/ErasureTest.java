package dev.writ.ledger.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.security.SecureRandom;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an entry that tells of an erasure says, and what it must not say. */
class ErasureTest {
    private static final Erasure GOOD = new Erasure(7, List.of("request", "facts", "facts"), "GDPR Art. 17(1)(b)");

    private static Entry entry(long seq, EntryDraft draft) {
        return new Entry(seq, TreeHash.leaf(Bytes.utf8("before")), new Timestamp(0), draft);
    }

    @Test
    void whatIsWrittenIsRead() {
        EntryDraft draft = GOOD.draft("p1");
        assertThat(draft.bytes().text())
                .isEqualTo(
                        "{\"body\":{\"basis\":\"GDPR Art. 17(1)(b)\",\"entry\":7,\"fields\":[\"facts\",\"request\"]},"
                                + "\"outcome\":\"recorded\",\"principals\":{\"by\":\"p1\"},\"type\":\"payload.erased\",\"v\":1}");
        assertThat(Erasure.of(entry(8, draft))).isEqualTo(GOOD);
        var reason = new PayloadField(Erasure.REASON, Salt.random(new SecureRandom()), new Json.Str("she asked"));
        assertThat(Erasure.of(entry(8, draft.withPayload(reason)))).isEqualTo(GOOD);
    }

    @Test
    void anErasureIsAboutAnEarlierEntry() {
        for (long seq : List.of(6L, 7L)) {
            assertThatThrownBy(() -> Erasure.of(entry(seq, GOOD.draft("p1"))))
                    .isInstanceOf(EntryException.class)
                    .hasMessageContaining("an earlier entry");
        }
    }

    @Test
    void whatSaysMoreOrOtherIsRefused() {
        EntryDraft good = GOOD.draft("p1");
        Map<String, Json> body = good.body().members();
        for (EntryDraft bad : List.of(
                good.withPolicy(Hash.ZERO),
                good.withDigest("artifact", Hash.ZERO),
                good.withPrincipal("for", "p2"),
                good.withPayload(new PayloadField("note", Salt.random(new SecureRandom()), new Json.Null())),
                good.withBody(Json.Obj.EMPTY),
                good.withBody(new Json.Obj(Map.of("basis", new Json.Str("x"), "entry", new Json.Num(7)))),
                good.withBody(new Json.Obj(Map.of(
                        "basis",
                        new Json.Str("x"),
                        "entry",
                        new Json.Num(7),
                        "fields",
                        new Json.Arr(List.of(new Json.Str("b"), new Json.Str("a")))))),
                good.withBody(new Json.Obj(Map.of(
                        "basis",
                        new Json.Str("x"),
                        "entry",
                        new Json.Num(0.5),
                        "fields",
                        new Json.Arr(List.of(new Json.Str("a")))))),
                new EntryDraft(
                        Erasure.TYPE, Outcome.ALLOW, good.policy(), Map.of(), good.principals(), Map.of(), good.body()),
                EntryDraft.of(Erasure.TYPE, Outcome.RECORDED).withBody(new Json.Obj(body)),
                EntryDraft.of("decision", Outcome.RECORDED)
                        .withPrincipal("by", "p1")
                        .withBody(new Json.Obj(body)))) {
            assertThatThrownBy(() -> Erasure.of(entry(8, bad)))
                    .as(bad.bytes().text())
                    .isInstanceOf(EntryException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " GDPR", "ana@example.org", "a\nb", "Ünder", "\u0000", "<b>"})
    void aBasisIsPlainText(String basis) {
        assertThat(Erasure.isBasis(basis)).isFalse();
        assertThatThrownBy(() -> new Erasure(1, List.of("a"), basis))
                .isInstanceOf(EntryException.class)
                .hasMessageContaining("legal basis");
    }

    @Test
    void aBasisAndTheFieldsAreBounded() {
        assertThat(Erasure.isBasis("a".repeat(Erasure.MAX_BASIS))).isTrue();
        assertThat(Erasure.isBasis("a".repeat(Erasure.MAX_BASIS + 1))).isFalse();
        assertThat(Erasure.isBasis("§ 35 BDSG; GDPR Art. 17(1)(b)")).isTrue();
        assertThatThrownBy(() -> new Erasure(1, List.of(), "x")).isInstanceOf(EntryException.class);
        assertThatThrownBy(() -> new Erasure(-1, List.of("a"), "x")).isInstanceOf(EntryException.class);
        assertThatThrownBy(() -> new Erasure(1, List.of("A"), "x")).isInstanceOf(EntryException.class);
    }

    /** 256 random bits for each field of each entry, so that even a value of two possibilities cannot be told from its commitment. */
    @Test
    void saltsAreRandomAndNeverUsedTwice() {
        var random = new SecureRandom();
        Set<Bytes> seen = new HashSet<>();
        int[] ones = new int[Salt.SIZE * Byte.SIZE];
        int count = 4096;
        for (int i = 0; i < count; i++) {
            Salt salt = Salt.random(random);
            assertThat(seen.add(salt.bytes())).isTrue();
            BitSet.valueOf(salt.bytes().toArray()).stream().forEach(bit -> ones[bit]++);
        }
        for (int bit = 0; bit < ones.length; bit++) {
            assertThat(ones[bit]).as("bit " + bit).isBetween(count / 2 - 300, count / 2 + 300);
        }
        Set<Hash> commitments = new HashSet<>();
        for (Bytes salt : seen) {
            commitments.add(new PayloadField("vote", new Salt(salt), new Json.Bool(true)).commitment());
        }
        assertThat(commitments).hasSize(count);
    }
}
