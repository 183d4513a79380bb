package dev.writ.cli.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.cli.Cli;
import dev.writ.cli.http.Json;
import dev.writ.cli.key.ProducerKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class DsseTest {
    private static final String STATEMENT = """
            {"_type": "https://in-toto.io/Statement/v1",
             "subject": [{"name": "m", "digest": {"sha256": "00"}}],
             "predicateType": "https://writ.dev/evidence/training/v1", "predicate": {"ü": 1.0}}
            """;

    private final ProducerKey key = ProducerKey.generate(new SecureRandom());

    @TempDir
    private Path folder = Path.of("");

    private Path file(String text) throws Exception {
        return Files.writeString(folder.resolve("evidence.json"), text);
    }

    @Test
    void encodesAsInTheSpecification() {
        byte[] encoded = Dsse.encode("http://example.com/HelloWorld", "hello world".getBytes(StandardCharsets.UTF_8));

        assertThat(new String(encoded, StandardCharsets.UTF_8))
                .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    }

    @Test
    void lengthsCountBytesAndNotCharacters() {
        assertThat(new String(Dsse.encode("ü", "€".getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8))
                .isEqualTo("DSSEv1 2 ü 3 €");
    }

    @Test
    void theEnvelopeHoldsTheFilesExactBytesAndASignatureOverThem() throws Exception {
        JsonNode envelope = EvidenceFile.envelope(file(STATEMENT), Optional.of(key));

        byte[] payload = Base64.getDecoder().decode(Json.text(envelope, "payload"));
        assertThat(new String(payload, StandardCharsets.UTF_8)).isEqualTo(STATEMENT);
        JsonNode signature = envelope.path("signatures").path(0);
        assertThat(Json.text(signature, "keyid")).isEqualTo(key.id());
        var verifier = new Ed25519Signer();
        verifier.init(false, new Ed25519PublicKeyParameters(key.publicKey()));
        byte[] signed = Dsse.encode("application/vnd.in-toto+json", payload);
        verifier.update(signed, 0, signed.length);
        assertThat(verifier.verifySignature(Base64.getDecoder().decode(Json.text(signature, "sig"))))
                .isTrue();
    }

    @Test
    void whatIsSignedAlreadyIsSubmittedAsItIs() throws Exception {
        Path pem = folder.resolve("k.pem");
        key.write(pem);
        Cli.Run run = Cli.run(
                "evidence",
                "sign",
                "--producer-key",
                pem.toString(),
                file(STATEMENT).toString());

        assertThat(run.exit()).isZero();
        Path signed = file(run.out());
        assertThat(EvidenceFile.envelope(signed, Optional.empty())).isEqualTo(Json.read(signed));
    }

    @Test
    void aStatementWithoutAKeyIsRefused() throws Exception {
        Path file = file(STATEMENT);

        assertThatThrownBy(() -> EvidenceFile.envelope(file, Optional.empty()))
                .hasMessage("`" + file + "` is not signed yet: give the producer's key by `--producer-key`");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "[]                                                              | ` is neither a DSSE envelope nor an in-toto statement: `_type` must be `https://in-toto.io/Statement/v1`",
                "{'_type':'https://in-toto.io/Statement/v1'}                     | ` has no `predicateType`: name the kind of evidence there",
                "{'_type':'https://in-toto.io/Statement/v1','predicateType':'x'} | ` names no artifact: `subject[0].digest.sha256` is missing",
            })
    void whatIsNoStatementIsRefused(String text, String message) throws Exception {
        Path file = file(text.replace('\'', '"'));

        assertThatThrownBy(() -> EvidenceFile.envelope(file, Optional.of(key))).hasMessage("`" + file + message);
    }

    @Test
    void brokenJsonIsNamedWithItsPlace() throws Exception {
        Path file = file("{\n  \"a\": }");

        assertThatThrownBy(() -> EvidenceFile.envelope(file, Optional.of(key)))
                .hasMessageStartingWith("`" + file + "`:2:8 is not JSON");
    }
}
