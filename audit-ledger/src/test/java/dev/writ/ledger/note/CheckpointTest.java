package dev.writ.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.nio.ByteBuffer;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden bytes of a checkpoint; the signatures are checked by the JDK's own providers, which share nothing with ours. */
class CheckpointTest {
    private static final String EMPTY = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    private static final Checkpoint GOLDEN =
            new Checkpoint(TestKeys.ORIGIN, 20_852_163, TreeHash.leaf(Bytes.utf8("golden")));
    private static final long SECONDS = 1_795_428_000L;
    private static final String SPKI_ED25519 = "302a300506032b6570032100";
    private static final String SPKI_ML_DSA_44 = "30820532300b06096086480165030403110382052100";

    @Test
    void theTextIsThreeLines() {
        assertThat(GOLDEN.text())
                .isEqualTo("writ.example/ledger/main\n20852163\nLjKrDVhqK0Trv8FNvfXJENgfBwgDcI3iNKDK2Y2T4B0=\n");
        assertThat(Checkpoint.parse(GOLDEN.text())).isEqualTo(GOLDEN);
    }

    @Test
    void theBytesUnderAPostQuantumSignatureAreThoseOfTheSpecification() {
        byte[] message = CosignedMessage.of("w", 7, new Checkpoint("log", 3, Hash.ZERO));
        assertThat(HexFormat.of().formatHex(message))
                .isEqualTo(
                        "737562747265652f76310a00" // "subtree/v1\n\0"
                                + "0177" // cosigner name
                                + "0000000000000007" // time
                                + "036c6f67" // origin
                                + "0000000000000000" // start
                                + "0000000000000003" // end
                                + "00".repeat(32)); // root
    }

    @Test
    void theJdkAcceptsOurEd25519Signature() throws Exception {
        SecretKey key = TestKeys.key(Algorithm.ED25519, 1);
        Bytes signature = key.signer().sign(GOLDEN, SECONDS);
        assertThat(jdkVerifies(
                        "Ed25519", SPKI_ED25519, key, Bytes.utf8(GOLDEN.text()).toArray(), signature))
                .isTrue();
        assertThat(HexFormat.of().formatHex(key.publicKey().publicKey().toArray()))
                .isEqualTo("8a88e3dd7409f195fd52db2d3cba5d72ca6709bf1d94121bf3748801b40f6f5c");
    }

    @Test
    void theJdkAcceptsOurMlDsa44Signature() throws Exception {
        SecretKey key = TestKeys.key(Algorithm.ML_DSA_44, 2);
        Bytes signature = key.signer().sign(GOLDEN, SECONDS);
        ByteBuffer in = signature.buffer();
        assertThat(in.getLong()).isEqualTo(SECONDS);
        byte[] raw = new byte[in.remaining()];
        in.get(raw);
        byte[] message = CosignedMessage.of(TestKeys.ORIGIN, SECONDS, GOLDEN);
        assertThat(jdkVerifies("ML-DSA-44", SPKI_ML_DSA_44, key, message, Bytes.of(raw)))
                .isTrue();
        message[20]++;
        assertThat(jdkVerifies("ML-DSA-44", SPKI_ML_DSA_44, key, message, Bytes.of(raw)))
                .isFalse();
    }

    private static boolean jdkVerifies(String name, String prefix, SecretKey key, byte[] message, Bytes signature)
            throws Exception {
        byte[] raw = key.publicKey().publicKey().toArray();
        byte[] head = HexFormat.of().parseHex(prefix);
        byte[] spki =
                ByteBuffer.allocate(head.length + raw.length).put(head).put(raw).array();
        PublicKey decoded = KeyFactory.getInstance(name).generatePublic(new X509EncodedKeySpec(spki));
        Signature verifier = Signature.getInstance(name);
        verifier.initVerify(decoded);
        verifier.update(message);
        return verifier.verify(signature.toArray());
    }

    @Test
    void signingIsRepeatable() {
        SignedCheckpoint one = SignedCheckpoint.sign(GOLDEN, TestKeys.signers(), SECONDS);
        SignedCheckpoint two = SignedCheckpoint.sign(GOLDEN, TestKeys.signers(), SECONDS);
        assertThat(one.bytes()).isEqualTo(two.bytes());
        assertThat(TestKeys.trusted().verify(one.bytes())).isEqualTo(one);
        assertThat(TreeHash.sha256(one.bytes()).hex())
                .as("golden note; a change here breaks every checkpoint that was ever signed")
                .isEqualTo("e3e7a3bb901966ebab3d149e26fd234dab769cc3e3ceb885f55d364e29308b7d");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|exactly three lines",
                "'log\n0\n'|exactly three lines",
                "'log\n00\n" + EMPTY + "\n'|exactly three lines",
                "'log\n+1\n" + EMPTY + "\n'|exactly three lines",
                "'log\n-1\n" + EMPTY + "\n'|exactly three lines",
                "'log\n1\n" + EMPTY + "\nextension\n'|exactly three lines",
                "'log\n1\n" + EMPTY + "'|exactly three lines",
                "'\n1\n" + EMPTY + "\n'|exactly three lines",
                "'log\n9223372036854775808\n" + EMPTY + "\n'|is too large",
                "'log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n'|the base64 of 32 bytes",
                "'log\n1\n47DE\n'|the base64 of 32 bytes",
                "'my log\n1\n" + EMPTY + "\n'|the key name `my log`",
                "'log\n0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n'|of size 0 must be",
            })
    void everyOtherTextIsRefused(String text, String message) {
        assertThatThrownBy(() -> Checkpoint.parse(text))
                .isInstanceOf(NoteException.class)
                .hasMessageContaining(message);
    }
}
