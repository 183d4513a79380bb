package dev.writ.ledger.entry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Random and mutated input: whatever is accepted is the one form of what was read; everything else is a named refusal. */
class EntryFuzzTest {
    private static final long SEED = Long.getLong("writ.seed", System.nanoTime());

    private final Random random = new Random(SEED);

    @Test
    void everyJsonValueGoesThereAndBack() {
        StrictJson json = new StrictJson();
        for (int round = 0; round < 3_000; round++) {
            Json value = value(4);
            assertThat(json.read(value.canonical())).as("seed %s", SEED).isEqualTo(value);
        }
    }

    @Test
    void mutatedEntriesAreRefusedOrAreEntries() {
        int accepted = 0;
        for (int round = 0; round < 10_000; round++) {
            byte[] bytes = entry().bytes().toArray();
            for (int i = random.nextInt(3); i >= 0; i--) {
                mutate(bytes);
            }
            Bytes mutant = Bytes.of(bytes);
            try {
                assertThat(Entry.parse(mutant).bytes()).as("seed %s", SEED).isEqualTo(mutant);
                accepted++;
            } catch (JsonException | EntryException refused) {
                assertThat(refused.getMessage()).as("seed %s", SEED).isNotBlank();
            }
        }
        assertThat(accepted)
                .as("some mutants, in names and hashes, are entries; seed %s", SEED)
                .isPositive();
    }

    @Test
    void randomBytesAreRefused() {
        for (int round = 0; round < 10_000; round++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            Bytes input = Bytes.of(bytes);
            try {
                new StrictJson().read(input);
            } catch (JsonException refused) {
                continue;
            }
            assertThat(new StrictJson().read(input).canonical().size())
                    .as("seed %s", SEED)
                    .isPositive();
        }
    }

    private void mutate(byte[] bytes) {
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(3)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) "{}[]\",:0123456789abcdef\\ue+-. ".charAt(random.nextInt(30));
            default -> bytes[at] = bytes[random.nextInt(bytes.length)];
        }
    }

    private Entry entry() {
        EntryDraft draft =
                EntryDraft.of("t" + random.nextInt(100), random.nextBoolean() ? Outcome.ALLOW : Outcome.DENY);
        if (random.nextBoolean()) {
            draft = draft.withPolicy(hash()).withDigest("d" + random.nextInt(9), hash());
        }
        if (random.nextBoolean()) {
            draft = draft.withPrincipal("p", "id" + random.nextInt(9)).withBody(new Json.Obj(Map.of("b", value(2))));
        }
        return new Entry(1 + random.nextInt(1000), hash(), new Timestamp(random.nextInt(Integer.MAX_VALUE)), draft);
    }

    private Hash hash() {
        byte[] bytes = new byte[8];
        random.nextBytes(bytes);
        return TreeHash.sha256(Bytes.of(bytes));
    }

    private Json value(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> new Json.Null();
            case 1 -> new Json.Bool(random.nextBoolean());
            case 2 -> number();
            case 3 -> new Json.Str(text());
            case 4 -> new Json.Arr(items(depth));
            default -> {
                Map<String, Json> members = new TreeMap<>();
                items(depth).forEach(item -> members.put(text(), item));
                yield new Json.Obj(members);
            }
        };
    }

    private List<Json> items(int depth) {
        List<Json> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(value(depth - 1));
        }
        return items;
    }

    private Json number() {
        double value = random.nextBoolean() ? random.nextInt(2000) - 1000 : Double.longBitsToDouble(random.nextLong());
        return new Json.Num(Double.isFinite(value) ? value : 0);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            int codePoint = random.nextInt(random.nextBoolean() ? 0x80 : Character.MAX_CODE_POINT);
            if (codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE) {
                text.appendCodePoint(codePoint);
            }
        }
        return text.toString();
    }
}
