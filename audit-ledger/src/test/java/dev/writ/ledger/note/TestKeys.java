package dev.writ.ledger.note;

import dev.writ.ledger.merkle.Bytes;
import java.util.Arrays;
import java.util.List;

/** Keys with known seeds. */
public final class TestKeys {
    /** The origin that the keys are named after. */
    public static final String ORIGIN = "writ.example/ledger/main";

    private TestKeys() {}

    /** A key whose seed is 32 times the given byte. */
    public static SecretKey key(Algorithm algorithm, int seed) {
        byte[] bytes = new byte[Algorithm.SEED_SIZE];
        Arrays.fill(bytes, (byte) seed);
        return new SecretKey(ORIGIN, algorithm, Bytes.of(bytes));
    }

    /** One signer of each algorithm. */
    public static List<CheckpointSigner> signers() {
        return List.of(
                key(Algorithm.ED25519, 1).signer(), key(Algorithm.ML_DSA_44, 2).signer());
    }

    /** Their public keys. */
    public static TrustedKeys trusted() {
        return new TrustedKeys(signers().stream().map(CheckpointSigner::key).toList());
    }
}
