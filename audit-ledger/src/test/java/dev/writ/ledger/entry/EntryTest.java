package dev.writ.ledger.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.entry.EntryException.Kind;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Golden bytes: an entry that was written once must be readable, and the same, for good. */
class EntryTest {
    private static final Hash A = TreeHash.sha256(Bytes.utf8("a"));
    private static final Salt SALT = new Salt(Bytes.of(new byte[Salt.SIZE]));
    private static final Timestamp TIME = Timestamp.parse("2026-11-23T10:00:00.000Z");

    private static final String GOLDEN = "{\"body\":{\"environment\":\"production\"},"
            + "\"commitments\":{\"request\":\"a97687a73344bc525dc51ed92f56547e6c4cb60a06a6640082abbc8bfe20e78b\"},"
            + "\"digests\":{\"model\":\"sha256:ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb\"},"
            + "\"outcome\":\"deny\","
            + "\"policy\":\"sha256:ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb\","
            + "\"prev\":\"ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb\","
            + "\"principals\":{\"requester\":\"p_7Yb2\"},"
            + "\"seq\":7,"
            + "\"time\":\"2026-11-23T10:00:00.000Z\","
            + "\"type\":\"decision\","
            + "\"v\":1}";

    private static Entry golden() {
        EntryDraft draft = EntryDraft.of("decision", Outcome.DENY)
                .withPolicy(A)
                .withDigest("model", A)
                .withPrincipal("requester", "p_7Yb2")
                .withPayload(new PayloadField("request", SALT, new Json.Str("x")))
                .withBody(new Json.Obj(Map.of("environment", new Json.Str("production"))));
        return new Entry(7, A, TIME, draft);
    }

    @Test
    void anEntryHasExactlyTheseBytes() {
        String text = golden().bytes().text();
        assertThat(text).isEqualTo(GOLDEN);
        assertThat(Entry.parse(golden().bytes())).isEqualTo(golden());
        assertThat(golden().leafHash()).isEqualTo(TreeHash.leaf(Bytes.utf8(text)));
    }

    @Test
    void theSmallestEntryLeavesOutWhatItDoesNotSay() {
        Entry entry = new Entry(1, A, TIME, EntryDraft.of("token.issued", Outcome.RECORDED));
        assertThat(entry.bytes().text())
                .isEqualTo("{\"outcome\":\"recorded\",\"prev\":\"" + A.hex()
                        + "\",\"seq\":1,\"time\":\"2026-11-23T10:00:00.000Z\",\"type\":\"token.issued\",\"v\":1}");
        assertThat(Entry.parse(entry.bytes())).isEqualTo(entry);
    }

    @Test
    void aCommitmentIsTheHashOfPrefixSaltLengthNameAndValue() {
        byte[] salt = new byte[32];
        salt[0] = 1;
        byte[] expected = ByteBuffer.allocate(15 + 32 + 2 + 7 + 13)
                .put(Bytes.utf8("writ/commit/v1\n").buffer())
                .put(salt)
                .putShort((short) 7)
                .put(Bytes.utf8("request").buffer())
                .put(Bytes.utf8("{\"a\":1,\"b\":2}").buffer())
                .array();
        Json value = new StrictJson().read(" {\"b\": 2, \"a\": 1.0} ");
        PayloadField field = new PayloadField("request", new Salt(Bytes.of(salt)), value);
        assertThat(field.commitment()).isEqualTo(TreeHash.sha256(Bytes.of(expected)));
        assertThat(field.toString()).doesNotContain("{\"a\"").contains("hidden");
        assertThat(new PayloadField("request", Salt.random(new SecureRandom()), value).commitment())
                .isNotEqualTo(field.commitment());
    }

    @Test
    void aDraftIsReadBackAndItsDigestTellsDraftsApart() {
        EntryDraft draft = golden().draft();
        assertThat(EntryDraft.parse(draft.bytes())).isEqualTo(draft);
        assertThat(draft.bytes().text()).doesNotContain("\"seq\"", "\"prev\"", "\"time\"");
        assertThat(draft.digest())
                .isEqualTo(TreeHash.sha256(
                        Bytes.utf8("writ/draft/v1\n" + draft.bytes().text())))
                .isNotEqualTo(EntryDraft.of("decision", Outcome.DENY).digest());
        assertThatThrownBy(() -> EntryDraft.parse(Bytes.utf8(draft.bytes().text() + " ")))
                .hasMessage("the draft is not in canonical form");
        assertThatThrownBy(() -> EntryDraft.parse(golden().bytes())).hasMessageContaining("is unknown to format 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"v\":1|\"v\":2|not of format `v` 1",
                "\"v\":1|\"v\":\"1\"|not of format `v` 1",
                "\"outcome\":\"deny\"|\"outcome\":\"maybe\"|the outcome `maybe` is unknown",
                "\"outcome\":\"deny\",||the member `outcome` must be there",
                "\"type\":\"decision\"|\"type\":\"Decision\"|the type `Decision` must be 1 to 64",
                "\"type\":\"decision\"|\"type\":1|the member `type` must be there and be a string",
                "\"seq\":7|\"seq\":-7|whole number",
                "\"seq\":7|\"seq\":7.5|whole number",
                "\"seq\":7|\"seq\":0|`prev` must be 64 zeros in entry 0",
                "\"seq\":7|\"seq\":9007199254740992|whole number",
                "\"seq\":7|\"seq\":7.0|not in canonical form",
                "\"seq\":7|\"seq\":7,\"seq\":7|occurs twice",
                "\"seq\":7|\"seq\": 7|not in canonical form",
                "\"prev\":\"ca97|\"prev\":\"CA97|64 lower-case hexadecimal",
                "10:00:00.000Z|10:00:00Z|must look like",
                "10:00:00.000Z|10:00:60.000Z|must look like",
                "10:00:00.000Z|10:00:00.000z|must look like",
                "2026-11-23T|2026-02-30T|must look like",
                "2026-11-23T|1969-11-23T|the years 1970 to 9999",
                "\"policy\":\"sha256:|\"policy\":\"sha512:|does not begin with `sha256:`",
                "\"body\":{\"environment\":\"production\"}|\"body\":{}|must be left out or be an object",
                "\"body\":{\"environment\":\"production\"}|\"body\":[]|must be left out or be an object",
                "\"requester\":\"p_7Yb2\"|\"requester\":\"anna@example.com\"|must be named by a random id",
                "\"requester\":\"p_7Yb2\"|\"requester\":7|something else than strings",
                "\"v\":1|\"v\":1,\"w\":1|the member `w` is unknown to format 1",
                "\"v\":1}|\"v\":1}x|not JSON",
            })
    void everyOtherEntryIsRefused(String good, String bad, String message) {
        String text = golden().bytes().text();
        assertThat(text).contains(good);
        String broken = text.replace(good, bad == null ? "" : bad);
        assertThatThrownBy(() -> Entry.parse(Bytes.utf8(broken)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "1", "null", "{}", "\"\"", ""})
    void whatIsNotAnObjectIsNoEntry(String text) {
        assertThatThrownBy(() -> Entry.parse(Bytes.utf8(text))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void limitsHoldExactly() {
        EntryDraft draft = EntryDraft.of("decision", Outcome.ALLOW);
        Map<String, Hash> digests = new HashMap<>();
        for (int i = 0; i < Limits.MAX_DIGESTS; i++) {
            digests.put("d" + i, A);
        }
        Map<String, Hash> fields = new HashMap<>();
        for (int i = 0; i < Limits.MAX_FIELDS; i++) {
            fields.put("f" + i, A);
        }
        EntryDraft full =
                new EntryDraft("decision", Outcome.ALLOW, draft.policy(), digests, Map.of(), fields, Json.Obj.EMPTY);
        assertTooLarge(() -> full.withDigest("one-more", A), "at most 128 digests, not 129");
        assertTooLarge(
                () -> full.withPayload(new PayloadField("one-more", SALT, new Json.Null())),
                "at most 64 payload fields, not 65");
        EntryDraft largest = draft.withBody(body(Limits.MAX_ENTRY
                - Limits.LOG_MEMBERS
                - draft.withBody(body(0)).bytes().size()));
        Entry entry = new Entry((1L << 53) - 1, A, TIME, largest);
        assertThat(entry.bytes().size()).isEqualTo(Limits.MAX_ENTRY);
        assertThat(Entry.parse(entry.bytes())).isEqualTo(entry);
        int oneMore = largest.body().members().get("x") instanceof Json.Str s
                ? s.text().length() + 1
                : 0;
        assertTooLarge(
                () -> draft.withBody(body(oneMore)), "at most 65535 bytes, this draft would make one of up to 65536");
        assertTooLarge(() -> Entry.parse(Bytes.of(new byte[Limits.MAX_ENTRY + 1])), "at most 65535 bytes, not 65536");
    }

    @Test
    void aDraftWithoutABodyAlwaysFits() {
        Map<String, Hash> digests = new HashMap<>();
        Map<String, Hash> fields = new HashMap<>();
        Map<String, String> principals = new HashMap<>();
        for (int i = 0; i < Limits.MAX_DIGESTS; i++) {
            digests.put("d%063d".formatted(i), A);
            fields.put("f%063d".formatted(i % Limits.MAX_FIELDS), A);
            principals.put("p%063d".formatted(i % Limits.MAX_PRINCIPALS), "x".repeat(64));
        }
        EntryDraft draft = new EntryDraft(
                "t".repeat(64),
                Outcome.APPROVAL_REQUIRED,
                java.util.Optional.of(A),
                digests,
                principals,
                fields,
                Json.Obj.EMPTY);
        Entry entry = new Entry((1L << 53) - 1, A, TIME, draft);
        assertThat(entry.bytes().size()).isLessThan(Limits.MAX_ENTRY);
        assertThat(Entry.parse(entry.bytes())).isEqualTo(entry);
    }

    private static Json.Obj body(int length) {
        return new Json.Obj(Map.of("x", new Json.Str("y".repeat(length))));
    }

    private static void assertTooLarge(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        EntryException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_LARGE));
    }

    @Test
    void nothingIsGivenTwice() {
        EntryDraft draft = EntryDraft.of("decision", Outcome.ALLOW).withDigest("model", A);
        assertThatThrownBy(() -> draft.withDigest("model", A)).hasMessage("`model` is given twice");
    }

    @Test
    void genesisSaysOriginFormatAndKeys() {
        Genesis genesis = new Genesis("writ.example/ledger/main", List.of("b", "a", "b"));
        Entry entry = genesis.entry(TIME);
        assertThat(entry.bytes().text())
                .isEqualTo("{\"body\":{\"format\":\"writ/ledger/v1\",\"keys\":[\"a\",\"b\"],"
                        + "\"origin\":\"writ.example/ledger/main\"},\"outcome\":\"recorded\",\"prev\":\""
                        + "0".repeat(64)
                        + "\",\"seq\":0,\"time\":\"2026-11-23T10:00:00.000Z\",\"type\":\"genesis\",\"v\":1}");
        assertThat(Genesis.of(entry)).isEqualTo(genesis);
        String text = entry.bytes().text();
        for (String bad : List.of(
                text.replace("ledger/v1", "ledger/v2"),
                text.replace("[\"a\",\"b\"]", "[\"b\",\"a\"]"),
                text.replace("[\"a\",\"b\"]", "[]"),
                text.replace("[\"a\",\"b\"]", "[1]"),
                text.replace("\"keys\":[\"a\",\"b\"]", "\"keys\":\"a\""),
                text.replace("\"origin\":\"writ.example/ledger/main\"", "\"origin\":\"\""),
                text.replace("\"type\":\"genesis\"", "\"type\":\"decision\""),
                text.replace("\"recorded\"", "\"allow\""))) {
            assertThatThrownBy(() -> Genesis.of(Entry.parse(Bytes.utf8(bad))))
                    .as(bad)
                    .isInstanceOf(EntryException.class);
        }
    }
}
