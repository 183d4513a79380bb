package dev.writ.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.Mutations;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Mutated notes, checkpoints, keys and proofs: what is accepted is written back byte for byte, the rest is a refusal. */
class NoteFuzzTest {
    private static final long SEED = Long.getLong("writ.seed", System.nanoTime());
    private static final int ROUNDS = 8_000;

    private final Random random = new Random(SEED);
    private final SignedCheckpoint signed = SignedCheckpoint.sign(
            new Checkpoint(TestKeys.ORIGIN, 9, TreeHash.leaf(Bytes.utf8("x"))),
            List.of(TestKeys.key(Algorithm.ED25519, 1).signer()),
            1000);

    @Test
    void notes() {
        fuzz(signed.bytes(), bytes -> SignedNote.parse(bytes).bytes());
    }

    @Test
    void checkpoints() {
        fuzz(
                Bytes.utf8(signed.checkpoint().text()),
                bytes -> Bytes.utf8(Checkpoint.parse(utf8(bytes)).text()));
    }

    @Test
    void verifierKeys() {
        fuzz(
                Bytes.utf8(TestKeys.trusted().keys().getFirst().text()),
                bytes -> Bytes.utf8(VerifierKey.parse(utf8(bytes)).text()));
    }

    @Test
    void privateKeys() {
        fuzz(
                Bytes.utf8(TestKeys.key(Algorithm.ED25519, 1).text()),
                bytes -> Bytes.utf8(SecretKey.parse(utf8(bytes)).text()));
    }

    @Test
    void proofs() {
        LogProof proof = new LogProof(3, List.of(Hash.ZERO, TreeHash.EMPTY_ROOT), signed);
        fuzz(proof.bytes(), bytes -> LogProof.parse(bytes).bytes());
    }

    @Test
    void noMutantIsBelieved() {
        TrustedKeys keys = new TrustedKeys(List.of(TestKeys.trusted().keys().getFirst()));
        fuzz(signed.bytes(), bytes -> {
            SignedCheckpoint verified = keys.verify(bytes);
            assertThat(verified.checkpoint()).as("seed %s", SEED).isEqualTo(signed.checkpoint());
            return verified.bytes();
        });
    }

    /** A mutant that is not UTF-8 is given as text with its broken parts replaced, which is then what must come back. */
    private static String utf8(Bytes bytes) {
        return bytes.text();
    }

    private void fuzz(Bytes good, Function<Bytes, Bytes> there) {
        assertThat(there.apply(good)).isEqualTo(good);
        for (int round = 0; round < ROUNDS; round++) {
            Bytes mutant = Bytes.utf8(mutate(good).text());
            try {
                assertThat(there.apply(mutant))
                        .as("seed %s, round %s", SEED, round)
                        .isEqualTo(mutant);
            } catch (NoteException refused) {
                assertThat(refused.getMessage()).isNotBlank();
            }
        }
    }

    private Bytes mutate(Bytes good) {
        return Mutations.mutate(random, good, "\n +=/0123456789ABCabc");
    }
}
