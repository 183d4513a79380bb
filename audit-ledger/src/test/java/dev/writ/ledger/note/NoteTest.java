package dev.writ.ledger.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.merkle.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes, keys and signatures that others have published, and every way to write them wrongly. */
class NoteTest {
    /** The example of C2SP signed-note. */
    private static final String SPEC_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static final String SPEC_NOTE = """
            This is an example message.

            — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
            """;

    /** The example of Go's package {@code golang.org/x/mod/sumdb/note}, private key included. */
    private static final String GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";

    private static final String GO_SECRET =
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
    private static final String GO_TEXT =
            "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
    private static final String GO_NOTE = GO_TEXT
            + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

    @ParameterizedTest
    @ValueSource(strings = {SPEC_KEY, GO_KEY})
    void publishedKeysAreReadAndWritten(String text) {
        assertThat(VerifierKey.parse(text).text()).isEqualTo(text);
        assertThat(VerifierKey.parse(text).algorithm()).isEqualTo(Algorithm.ED25519);
    }

    @Test
    void publishedNotesAreReadWrittenAndTheirSignaturesHold() {
        for (List<String> pair : List.of(List.of(SPEC_KEY, SPEC_NOTE), List.of(GO_KEY, GO_NOTE))) {
            VerifierKey key = VerifierKey.parse(pair.getFirst());
            SignedNote note = SignedNote.parse(Bytes.utf8(pair.getLast()));
            assertThat(note.bytes().text()).isEqualTo(pair.getLast());
            NoteSignature line = note.signatures().getFirst();
            assertThat(line.claims(key)).isTrue();
            assertThat(SignatureCheck.ed25519(key, Bytes.utf8(note.text()), line.signature()))
                    .isTrue();
            assertThat(SignatureCheck.ed25519(key, Bytes.utf8(note.text() + "\n"), line.signature()))
                    .isFalse();
        }
    }

    @Test
    void aPrivateKeyOfGoSignsTheSameBytes() {
        SecretKey secret = SecretKey.parse(GO_SECRET);
        assertThat(secret.text()).isEqualTo(GO_SECRET);
        assertThat(secret.publicKey().text()).isEqualTo(GO_KEY);
        Signers.Ed25519 signer = (Signers.Ed25519) secret.signer();
        NoteSignature line =
                new NoteSignature(secret.name(), secret.publicKey().id(), signer.sign(Bytes.utf8(GO_TEXT)));
        assertThat(new SignedNote(GO_TEXT, List.of(line)).bytes().text()).isEqualTo(GO_NOTE);
        assertThat(secret.toString()).doesNotContain("YEKFALV");
    }

    @Test
    void aTextMayHoldEmptyLines() {
        String text = "one\n\n\n— two three\n\nfour\n";
        String line = SPEC_NOTE.lines().skip(2).findFirst().orElseThrow();
        SignedNote note = SignedNote.parse(Bytes.utf8(text + "\n" + line + "\n" + line + "\n"));
        assertThat(note.text()).isEqualTo(text);
        assertThat(note.signatures()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|is a text, an empty line and signature lines",
                "'text\n'|is a text, an empty line and signature lines",
                "'text\n\n'|is a text, an empty line and signature lines",
                "'text\n\n— a AAAAAAE='|is a text, an empty line and signature lines",
                "'text\n\n— a AAAAAAE=\n\n'|is a text, an empty line and signature lines",
                "'text\n\n- a AAAAAAE=\n'|a signature line looks like",
                "'text\n\n— AAAAAAE=\n'|a signature line looks like",
                "'text\n\n—  AAAAAAE=\n'|the key name `` must not be empty",
                "'text\n\n— a+b AAAAAAE=\n'|the key name `a+b` must not be empty nor hold",
                "'text\n\n— a AAAAAAE\n'|is not canonical base64",
                "'text\n\n— a AAAAAAF=\n'|is not canonical base64",
                "'text\n\n— a AAAA*AE=\n'|is not base64",
                "'text\n\n— a AAAAAA==\n'|is empty",
                "'text\n\n— a  AAAAAAE=\n'|is not base64",
                "'text\n\n— a AAAAAAE= \n'|is not base64",
                "'te\txt\n\n— a AAAAAAE=\n'|no control characters",
                "'te\rxt\n\n— a AAAAAAE=\n'|no control characters",
            })
    void everyOtherFormIsRefused(String note, String message) {
        assertThatThrownBy(() -> SignedNote.parse(Bytes.utf8(note)))
                .isInstanceOf(NoteException.class)
                .hasMessageContaining(message);
    }

    @Test
    void brokenUtf8AndHugeNotesAreRefused() {
        byte[] bytes = Bytes.utf8(SPEC_NOTE).toArray();
        bytes[3] = (byte) 0xff;
        assertThatThrownBy(() -> SignedNote.parse(Bytes.of(bytes))).hasMessage("the note is not valid UTF-8");
        assertThatThrownBy(() -> SignedNote.parse(Bytes.of(new byte[SignedNote.MAX_SIZE + 1])))
                .hasMessageContaining("at most 524288 bytes");
        String many = "text\n\n" + "— a AAAAAAE=\n".repeat(SignedNote.MAX_SIGNATURES + 1);
        assertThatThrownBy(() -> SignedNote.parse(Bytes.utf8(many))).hasMessageContaining("1 to 64 signatures, not 65");
        assertThat(SignedNote.parse(Bytes.utf8("text\n\n" + "— a AAAAAAE=\n".repeat(64)))
                        .signatures())
                .hasSize(64);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com/foo",
                "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/fo +530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2",
                "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k\n",
                "example.com/foo+530d903a+AQ==",
                "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
            })
    void everyOtherKeyIsRefused(String text) {
        assertThatThrownBy(() -> VerifierKey.parse(text)).isInstanceOf(NoteException.class);
        assertThatThrownBy(() -> SecretKey.parse("PRIVATE+KEY+" + text)).isInstanceOf(NoteException.class);
    }
}
