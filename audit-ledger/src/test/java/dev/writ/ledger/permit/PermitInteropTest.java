package dev.writ.ledger.permit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.ledger.dsse.Envelope;
import dev.writ.ledger.dsse.Statement;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.note.Algorithm;
import dev.writ.ledger.note.LogProof;
import dev.writ.ledger.note.TestKeys;
import dev.writ.ledger.note.VerifierKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Leaves a permit, its artifacts, keys and lists of revoked permits in {@code target/interop-permits}, where {@code
 * src/interop/permits.sh} has them verified by programs that stand on other people's DSSE libraries.
 */
class PermitInteropTest {
    private static final Path TARGET = Path.of("target", "interop-permits");

    @Test
    void aPermitForOthersToCheck() throws Exception {
        Files.createDirectories(TARGET);
        TestPermits log = new TestPermits();
        Files.write(TARGET.resolve("permit.json"), log.file().bytes().toArray());
        Files.write(
                TARGET.resolve("revoked.json"),
                log.revocations(TestPermits.ISSUED, log.permit()).bytes().toArray());
        Files.write(
                TARGET.resolve("not-revoked.json"),
                log.revocations(TestPermits.ISSUED).bytes().toArray());
        Files.writeString(TARGET.resolve("log.keys"), TestKeys.trusted().lines());
        VerifierKey key = TestKeys.key(Algorithm.ED25519, 1).publicKey();
        Files.writeString(TARGET.resolve("log.ed25519"), key.text() + "\n");
        for (Map.Entry<String, String> artifact : TestPermits.ARTIFACTS.entrySet()) {
            Files.writeString(TARGET.resolve(artifact.getKey()), artifact.getValue());
        }
        damaged(log.file());
        assertThat(TARGET.resolve("permit.json")).isRegularFile();
    }

    /** One flipped bit each in the payload, the signature, the entry and the proof: nobody may believe any of them. */
    private static void damaged(ProvedEnvelope good) throws Exception {
        Random random = new Random(1);
        Envelope envelope = good.envelope();
        Envelope.Signature signature = envelope.signatures().getFirst();
        for (int n = 0; n < 15; n++) {
            write("payload-" + n, envelope(flip(envelope.payload(), random), signature.keyid(), signature.sig()), good);
            write(
                    "signature-" + n,
                    envelope(envelope.payload(), signature.keyid(), flip(signature.sig(), random)),
                    good);
            Files.write(
                    TARGET.resolve("damaged-entry-" + n + ".json"),
                    new ProvedEnvelope(envelope, flip(good.entry(), random), good.proof())
                            .bytes()
                            .toArray());
            List<Hash> path = new ArrayList<>(good.proof().path());
            int at = random.nextInt(path.size());
            path.set(at, Hash.of(flip(Bytes.of(path.get(at).bytes()), random).toArray()));
            Files.write(
                    TARGET.resolve("damaged-proof-" + n + ".json"),
                    new ProvedEnvelope(
                                    envelope,
                                    good.entry(),
                                    new LogProof(
                                            good.proof().index(),
                                            path,
                                            good.proof().checkpoint()))
                            .bytes()
                            .toArray());
        }
    }

    private static Envelope envelope(Bytes payload, String keyid, Bytes signature) {
        return new Envelope(Statement.MEDIA_TYPE, payload, List.of(new Envelope.Signature(keyid, signature)));
    }

    private static void write(String name, Envelope envelope, ProvedEnvelope good) throws Exception {
        Files.write(
                TARGET.resolve("damaged-" + name + ".json"),
                new ProvedEnvelope(envelope, good.entry(), good.proof()).bytes().toArray());
    }

    private static Bytes flip(Bytes good, Random random) {
        byte[] bytes = good.toArray();
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return Bytes.of(bytes);
    }
}
