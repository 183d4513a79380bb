package dev.writ.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.TreeHash;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A checkpoint is believed only when every given key has signed it, and signed it well. */
class TrustedKeysTest {
    private static final Checkpoint HEAD = new Checkpoint(TestKeys.ORIGIN, 9, TreeHash.leaf(Bytes.utf8("x")));
    private static final CheckpointSigner OTHER =
            TestKeys.key(Algorithm.ED25519, 9).signer();

    private static Bytes signed(List<CheckpointSigner> signers) {
        return SignedCheckpoint.sign(HEAD, signers, 1000).bytes();
    }

    private static Bytes withLine(NoteSignature line) {
        List<NoteSignature> lines = new ArrayList<>(
                SignedCheckpoint.sign(HEAD, TestKeys.signers(), 1000).note().signatures());
        lines.add(line);
        return new SignedNote(HEAD.text(), lines).bytes();
    }

    @Test
    void allKeysSigned() {
        assertThat(TestKeys.trusted().verify(signed(TestKeys.signers())).checkpoint())
                .isEqualTo(HEAD);
    }

    @Test
    void linesOfUnknownKeysAreIgnored() {
        assertThat(TestKeys.trusted().verify(withLine(OTHER.signature(HEAD, 5))).checkpoint())
                .isEqualTo(HEAD);
        NoteSignature junk = new NoteSignature("somebody.example", 5, Bytes.utf8("junk"));
        assertThat(TestKeys.trusted().verify(withLine(junk)).checkpoint()).isEqualTo(HEAD);
    }

    @Test
    void oneMissingSignatureIsOneTooFew() {
        for (CheckpointSigner signer : TestKeys.signers()) {
            assertThatThrownBy(() -> TestKeys.trusted().verify(signed(List.of(signer))))
                    .isInstanceOf(NoteException.class)
                    .hasMessageContaining("is not signed by the key writ.example/ledger/main+");
        }
        assertThatThrownBy(() -> TestKeys.trusted().verify(signed(List.of(OTHER))))
                .hasMessageContaining("is not signed by the key");
    }

    @Test
    void aBadSignatureUnderAKnownKeySpoilsTheNoteEvenBesideAGoodOne() {
        for (CheckpointSigner signer : TestKeys.signers()) {
            byte[] bad = signer.sign(HEAD, 1000).toArray();
            bad[bad.length / 2] ^= 1;
            NoteSignature line = new NoteSignature(TestKeys.ORIGIN, signer.key().id(), Bytes.of(bad));
            assertThatThrownBy(() -> TestKeys.trusted().verify(withLine(line))).hasMessageContaining("does not hold");
            NoteSignature shortLine =
                    new NoteSignature(TestKeys.ORIGIN, signer.key().id(), Bytes.utf8("short"));
            assertThatThrownBy(() -> TestKeys.trusted().verify(withLine(shortLine)))
                    .hasMessageContaining("does not hold");
        }
    }

    @Test
    void theTimeInAPostQuantumSignatureIsSigned() {
        CheckpointSigner signer = TestKeys.key(Algorithm.ML_DSA_44, 2).signer();
        byte[] later = signer.sign(HEAD, 1000).toArray();
        later[7]++;
        assertThat(SignatureCheck.holds(signer.key(), HEAD, Bytes.of(later))).isFalse();
        byte[] negative = signer.sign(HEAD, -1).toArray();
        assertThat(SignatureCheck.holds(signer.key(), HEAD, Bytes.of(negative))).isFalse();
    }

    @Test
    void aCheckpointOfAnotherLogIsRefused() {
        Checkpoint other = new Checkpoint("other.example/ledger/main", 9, HEAD.root());
        Bytes note = SignedCheckpoint.sign(other, TestKeys.signers(), 1000).bytes();
        assertThatThrownBy(() -> TestKeys.trusted().verify(note))
                .hasMessage("the checkpoint is of the log `other.example/ledger/main`,"
                        + " the keys are of `writ.example/ledger/main`");
    }

    @Test
    void keysMustBeDistinctAndOfOneLog() {
        VerifierKey key = OTHER.key();
        assertThatThrownBy(() -> new TrustedKeys(List.of())).hasMessage("give at least one verifier key");
        assertThatThrownBy(() -> new TrustedKeys(List.of(key, key))).hasMessageContaining("is given twice");
        VerifierKey foreign = new VerifierKey("elsewhere", Algorithm.ED25519, key.publicKey());
        assertThatThrownBy(() -> new TrustedKeys(List.of(key, foreign))).hasMessageContaining("different logs");
    }

    @Test
    void aProofIsReadWrittenAndVerified() throws Exception {
        Bytes leaf = Bytes.utf8("x");
        Checkpoint one = new Checkpoint(TestKeys.ORIGIN, 1, TreeHash.leaf(leaf));
        LogProof proof = new LogProof(0, List.of(), SignedCheckpoint.sign(one, TestKeys.signers(), 1));
        assertThat(proof.bytes().text()).startsWith("c2sp.org/tlog-proof@v1\nindex 0\n\nwrit.example/ledger/main\n1\n");
        assertThat(LogProof.parse(proof.bytes())).isEqualTo(proof);
        assertThat(proof.verify(TreeHash.leaf(leaf), TestKeys.trusted())).isEqualTo(one);
        String text = proof.bytes().text();
        for (String bad : List.of(
                "x" + text,
                text.replace("index 0", "index 00"),
                text.replace("index 0", "index -1"),
                text.replace("index 0", "index 9223372036854775808"),
                text.replace("index 0\n", "extra AAAA\nindex 0\n"),
                text.replace("index 0\n", "index 0\nAAAA\n"),
                text.replace("index 0\n", "index 0\n" + "!".repeat(44) + "\n"),
                text.replace("\n\nwrit", "\nwrit"),
                text.replace("\n", "\r\n"),
                text.substring(0, text.length() - 1))) {
            assertThatThrownBy(() -> LogProof.parse(Bytes.utf8(bad))).as(bad).isInstanceOf(NoteException.class);
        }
    }
}
