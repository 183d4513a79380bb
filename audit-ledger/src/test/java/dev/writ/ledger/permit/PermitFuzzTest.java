package dev.writ.ledger.permit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.Mutations;
import dev.writ.ledger.dsse.Envelope;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.TestKeys;
import dev.writ.ledger.permit.PermitRequest.Artifact;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Mutated files: what is still believed says what the permit says; payloads, signed anew, are read as they are written or refused. */
class PermitFuzzTest {
    private static final long SEED = Long.getLong("writ.seed", System.nanoTime());
    private static final int ROUNDS = Integer.getInteger("writ.permits", 600);
    private static final Timestamp NOON = Timestamp.parse("2026-11-29T12:00:00.000Z");

    private final Random random = new Random(SEED);
    private final TestPermits log = new TestPermits();

    @Test
    void noMutantOfAFileIsBelievedToSaySomethingElse() {
        Bytes good = log.file().bytes();
        int believed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            PermitReport report = PermitVerifier.verify(mutate(good), request(Optional.empty()));
            if (report.good()) {
                believed++;
                assertThat(report.genuine().orElseThrow().permit())
                        .as("seed %s, round %s", SEED, round)
                        .isEqualTo(log.permit());
            }
        }
        assertThat(believed).as("mutants that change nothing are rare").isLessThan(ROUNDS / 5);
    }

    @Test
    void noMutantOfAListLetsARevokedPermitPass() {
        Bytes list = log.revocations(NOON, log.permit()).bytes();
        for (int round = 0; round < ROUNDS; round++) {
            PermitReport report = PermitVerifier.verify(log.file().bytes(), request(Optional.of(mutate(list))));
            assertThat(report.good()).as("seed %s, round %s", SEED, round).isFalse();
        }
    }

    @Test
    void payloadsAreReadAsTheyAreWrittenOrRefused() {
        Bytes permit = log.permit().payload();
        Bytes list = log.revocations(NOON, log.permit()).envelope().payload();
        for (int round = 0; round < ROUNDS; round++) {
            Bytes first = mutate(permit);
            Bytes second = mutate(list);
            try {
                assertThat(Permit.parse(first).payload()).as("seed %s", SEED).isEqualTo(first);
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
            try {
                assertThat(Revocations.parse(second).payload())
                        .as("seed %s", SEED)
                        .isEqualTo(second);
            } catch (IllegalArgumentException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void whatTheKeySignsIsStillHeldAgainstTheLog() {
        Bytes payload = log.permit().payload();
        for (int round = 0; round < ROUNDS / 10; round++) {
            Bytes mutant = mutate(payload);
            Envelope signed = TestPermits.envelope(mutant, TestPermits.KEY);
            Bytes file =
                    new ProvedEnvelope(signed, log.file().entry(), log.file().proof()).bytes();
            assertThat(PermitVerifier.verify(file, request(Optional.empty())).good())
                    .as("seed %s, round %s", SEED, round)
                    .isEqualTo(mutant.equals(payload));
        }
    }

    private PermitRequest request(Optional<Bytes> revocations) {
        List<Artifact> artifacts = log.permit().artifacts().stream()
                .map(subject -> new Artifact(subject.name(), subject.digest()))
                .toList();
        return new PermitRequest(
                TestKeys.trusted(), NOON, "promote", Optional.of("production"), revocations, () -> artifacts);
    }

    private Bytes mutate(Bytes good) {
        return Mutations.mutate(random, good, "\n +=/\"{}[]:,0123456789ABCabc");
    }
}
