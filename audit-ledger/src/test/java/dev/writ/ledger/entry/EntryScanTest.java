package dev.writ.ledger.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the fast reader says of an entry is what the slow one says, for good entries and for damaged ones. */
class EntryScanTest {
    private static final long SEED = Long.getLong("writ.seed", System.nanoTime());
    private static final int DAMAGES = Integer.getInteger("writ.scan.damages", 12_000);
    private static final String TOKENS = "\"\\{}[],:0123456789abcdefxyzTZ-+._ ~\u007f\u0000\n";

    private final Random random = new Random(SEED);

    private static Optional<EntryScan.Head> slow(Bytes bytes) {
        try {
            return Optional.of(EntryScan.Head.of(Entry.parse(bytes)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<EntryScan.Head> fast(Bytes bytes) {
        try {
            return Optional.of(EntryScan.read(bytes));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void assertSame(Bytes bytes) {
        assertThat(fast(bytes)).as("seed %s: %s", SEED, bytes.text()).isEqualTo(slow(bytes));
    }

    private Entry entry() {
        long seq = random.nextBoolean() ? random.nextInt(300) : random.nextLong(1L << 53);
        EntryDraft draft = EntryDraft.of(name(), List.of(Outcome.values()).get(random.nextInt(8)));
        for (int i = random.nextInt(4); i > 0; i--) {
            draft = draft.withDigest(name() + i, hash())
                    .withPrincipal(name() + i, "P_" + i)
                    .withPayload(new PayloadField(name() + i, Salt.random(new java.security.SecureRandom()), json(2)));
        }
        if (random.nextBoolean()) {
            draft = draft.withPolicy(hash());
        }
        if (random.nextBoolean() && json(3) instanceof Json.Obj body) {
            draft = draft.withBody(body);
        }
        return new Entry(
                seq, seq == 0 ? Hash.ZERO : hash(), new Timestamp(random.nextLong(253_402_300_800_000L)), draft);
    }

    private String name() {
        return List.of("a", "decision", "keys.changed", "x-1", "policy.activated", "payload.erased")
                .get(random.nextInt(6));
    }

    private Hash hash() {
        return TreeHash.leaf(Bytes.utf8(Long.toString(random.nextLong())));
    }

    private Json json(int depth) {
        return switch (random.nextInt(depth > 0 ? 8 : 6)) {
            case 0 -> new Json.Null();
            case 1 -> new Json.Bool(random.nextBoolean());
            case 2 -> new Json.Num(random.nextInt(2000) - 1000);
            case 3 -> new Json.Num(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
            case 4 -> new Json.Str("plain text of some length " + random.nextInt(99));
            case 5 ->
                new Json.Str(List.of("", "\"", "\\", "ü", "\n", "\u007f", "eightch\u001f", "😀")
                        .get(random.nextInt(8)));
            case 6 -> new Json.Arr(List.of(json(depth - 1), json(depth - 1)));
            default -> new Json.Obj(Map.of("k" + random.nextInt(9), json(depth - 1), "z", json(depth - 1)));
        };
    }

    @Test
    void goodEntriesAreReadTheSame() {
        for (int i = 0; i < 1000; i++) {
            Bytes bytes = entry().bytes();
            assertThat(slow(bytes)).as("seed %s: %s", SEED, bytes.text()).isPresent();
            assertSame(bytes);
        }
    }

    @Test
    void damagedEntriesAreReadTheSame() {
        List<Bytes> good = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            good.add(entry().bytes());
        }
        for (int i = 0; i < DAMAGES; i++) {
            byte[] bytes = good.get(random.nextInt(good.size())).toArray();
            for (int change = random.nextInt(3); change >= 0; change--) {
                bytes = damage(bytes, good.get(random.nextInt(good.size())).toArray());
            }
            assertSame(Bytes.of(bytes));
        }
    }

    private byte[] damage(byte[] bytes, byte[] other) {
        int at = random.nextInt(bytes.length);
        byte[] copy = bytes.clone();
        switch (random.nextInt(5)) {
            case 0 -> copy[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> copy[at] = (byte) TOKENS.charAt(random.nextInt(TOKENS.length()));
            case 2 -> copy = splice(bytes, at, 0, new byte[] {(byte) TOKENS.charAt(random.nextInt(TOKENS.length()))});
            case 3 -> copy = splice(bytes, at, Math.min(bytes.length - at, 1 + random.nextInt(4)), new byte[0]);
            default -> {
                int from = random.nextInt(other.length);
                byte[] piece = Arrays.copyOfRange(other, from, Math.min(other.length, from + random.nextInt(80)));
                copy = splice(bytes, at, Math.min(bytes.length - at, random.nextInt(80)), piece);
            }
        }
        return copy.length == 0 ? bytes : copy;
    }

    private static byte[] splice(byte[] bytes, int at, int removed, byte[] piece) {
        byte[] out = new byte[bytes.length - removed + piece.length];
        System.arraycopy(bytes, 0, out, 0, at);
        System.arraycopy(piece, 0, out, at, piece.length);
        System.arraycopy(bytes, at + removed, out, at + piece.length, bytes.length - at - removed);
        return out;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-28T23:59:59.999Z",
                "2024-02-29T00:00:00.000Z",
                "2023-02-29T00:00:00.000Z",
                "2026-04-31T00:00:00.000Z",
                "2026-12-31T00:00:00.000Z",
                "1970-01-01T00:00:00.000Z",
                "1969-12-31T23:59:59.999Z",
                "9999-12-31T23:59:59.999Z",
                "2026-13-01T00:00:00.000Z",
                "2026-00-01T00:00:00.000Z",
                "2026-01-00T00:00:00.000Z",
                "2026-01-01T24:00:00.000Z",
                "2026-01-01T00:60:00.000Z",
                "2026-01-01T00:00:60.000Z",
                "2026-01-01t00:00:00.000Z",
                "2026-01-01T00:00:00.00:Z",
            })
    void timesAreReadTheSame(String time) {
        assertSame(Bytes.utf8("{\"outcome\":\"allow\",\"prev\":\"" + "0".repeat(64) + "\",\"seq\":0,\"time\":\"" + time
                + "\",\"type\":\"a\",\"v\":1}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "00",
                "01",
                "1",
                "-0",
                "-1",
                "1.0",
                "1e3",
                "999999999999999",
                "9007199254740991",
                "9007199254740992",
                ""
            })
    void numbersAreReadTheSame(String number) {
        String prev = number.equals("0") ? "0".repeat(64) : "1".repeat(64);
        String rest = ",\"outcome\":\"allow\",\"prev\":\"" + prev
                + "\",\"seq\":%s,\"time\":\"2026-01-01T00:00:00.000Z\"," + "\"type\":\"a\",\"v\":1}";
        assertSame(Bytes.utf8("{" + rest.substring(1).formatted(number)));
        assertSame(Bytes.utf8("{\"body\":{\"n\":" + number + "}" + rest.formatted(number)));
        assertSame(Bytes.utf8("{\"body\":{}" + rest.formatted(number)));
    }
}
