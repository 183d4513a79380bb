package dev.writ.api.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.api.platform.ProblemException;
import dev.writ.ledger.dsse.Envelope;
import dev.writ.ledger.entry.StrictJson;
import dev.writ.ledger.merkle.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What evidence takes of the envelopes that there can be. */
class EnvelopesTest {
    /** The first test vector of RFC 8032, section 7.1. */
    private static final Ed25519PrivateKeyParameters KEY = new Ed25519PrivateKeyParameters(
            HexFormat.of().parseHex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"));

    private static final byte[] PAYLOAD = "{\"_type\":\"x\"}".getBytes(StandardCharsets.UTF_8);

    @Test
    void aSignatureHoldsForExactlyItsTypeAndPayload() {
        Envelope envelope = read(envelope("t/x", PAYLOAD, sign("t/x", PAYLOAD)));
        assertThat(Envelopes.signedBy(envelope, envelope.signatures().getFirst(), publicKey()))
                .isTrue();
        Envelope otherType = read(envelope("t/y", PAYLOAD, sign("t/x", PAYLOAD)));
        assertThat(Envelopes.signedBy(otherType, otherType.signatures().getFirst(), publicKey()))
                .isFalse();
    }

    @Test
    void anyFlippedBitBreaksTheSignature() {
        long seed = System.nanoTime();
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 200; i++) {
            byte[] signature = sign("t/x", PAYLOAD);
            byte[] payload = PAYLOAD.clone();
            byte[] target = random.nextBoolean() ? signature : payload;
            target[random.nextInt(target.length)] ^= (byte) (1 << random.nextInt(8));
            Envelope envelope = read(envelope("t/x", payload, signature));
            assertThat(Envelopes.signedBy(envelope, envelope.signatures().getFirst(), publicKey()))
                    .as("seed " + seed)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{}                                                     | the field `/payload` is missing",
                "{\"payloadType\":\"t\",\"payload\":\"!\",\"signatures\":[{\"keyid\":\"k\",\"sig\":\"SIG\"}]} | `/payload` is not base64",
                "{\"payloadType\":\"t\",\"payload\":\"QQ\",\"signatures\":[{\"keyid\":\"k\",\"sig\":\"SIG\"}]} | `/payload` is not base64",
                "{\"payloadType\":\"t\",\"payload\":\"QR==\",\"signatures\":[{\"keyid\":\"k\",\"sig\":\"SIG\"}]} | `/payload` is not base64",
                "{\"payloadType\":\"t\",\"payload\":\"QQ==\",\"signatures\":[]} | `/signatures` holds no signature",
                "{\"payloadType\":\"t\",\"payload\":\"QQ==\",\"signatures\":[{\"keyid\":\"k\",\"sig\":\"QQ==\"}]} | `/signatures/0/sig` has 1 bytes",
                "{\"payloadType\":\"t\",\"payload\":\"QQ==\",\"signature\":[]} | unknown field `/signature`; the nearest valid field is `signatures`",
            })
    void whatIsMalformedIsNamed(String body, String detail) {
        String sig = Base64.getEncoder().encodeToString(new byte[64]);
        String json = body.replace("SIG", sig);
        assertThatThrownBy(() -> read(
                        detail.startsWith("the field")
                                ? "{\"signatures\":[{\"keyid\":\"k\",\"sig\":\"" + sig + "\"}]}"
                                : json))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().status()).isEqualTo(422);
                    assertThat(e.problem().detail()).startsWith(detail);
                });
    }

    private static Envelope read(String json) {
        return Envelopes.read(new StrictJson().read(json));
    }

    private static String envelope(String type, byte[] payload, byte[] signature) {
        var base64 = Base64.getEncoder();
        return "{\"payloadType\":\"" + type + "\",\"payload\":\"" + base64.encodeToString(payload)
                + "\",\"signatures\":[{\"keyid\":\"k\",\"sig\":\"" + base64.encodeToString(signature) + "\"}]}";
    }

    private static byte[] sign(String type, byte[] payload) {
        var signer = new Ed25519Signer();
        signer.init(true, KEY);
        byte[] message =
                Envelope.preAuthenticationEncoding(type, Bytes.of(payload)).toArray();
        signer.update(message, 0, message.length);
        return signer.generateSignature();
    }

    private static Bytes publicKey() {
        return Bytes.of(KEY.generatePublicKey().getEncoded());
    }
}
