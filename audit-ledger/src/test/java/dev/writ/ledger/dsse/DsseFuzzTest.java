package dev.writ.ledger.dsse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.Mutations;
import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.JsonException;
import dev.writ.ledger.entry.StrictJson;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.TreeHash;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Mutated envelopes and statements: what is read is written so that it is read as the same again, the rest is a refusal. */
class DsseFuzzTest {
    private static final long SEED = Long.getLong("writ.seed", System.nanoTime());
    private static final int ROUNDS = 8_000;

    private final Random random = new Random(SEED);
    private final Statement statement =
            new Statement(List.of(new Statement.Subject("m", TreeHash.EMPTY_ROOT)), "t", Json.Obj.EMPTY);

    @Test
    void envelopes() {
        Envelope envelope = new Envelope(
                Statement.MEDIA_TYPE,
                statement.json().canonical(),
                List.of(new Envelope.Signature("k", Bytes.utf8("sig"))));
        fuzz(envelope.json(), value -> Envelope.read(value).json());
    }

    @Test
    void statements() {
        fuzz(statement.json(), value -> Statement.read(value, "").json());
    }

    private void fuzz(Json good, UnaryOperator<Json> there) {
        assertThat(there.apply(good)).isEqualTo(good);
        Bytes bytes = good.canonical();
        for (int round = 0; round < ROUNDS; round++) {
            try {
                Json read = there.apply(new StrictJson().read(mutate(bytes)));
                assertThat(there.apply(read))
                        .as("seed %s, round %s", SEED, round)
                        .isEqualTo(read);
            } catch (DsseException | JsonException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
    }

    private Bytes mutate(Bytes good) {
        return Mutations.mutate(random, good, "{}[]:,\"/+=0123456789ABCabc");
    }
}
