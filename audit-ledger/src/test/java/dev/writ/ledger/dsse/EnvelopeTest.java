package dev.writ.ledger.dsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.entry.StrictJson;
import dev.writ.ledger.merkle.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvelopeTest {
    @Test
    void thePublishedExampleIsEncodedAsDsseSays() {
        assertThat(Envelope.preAuthenticationEncoding("http://example.com/HelloWorld", Bytes.utf8("hello world"))
                        .text())
                .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    }

    @Test
    void theLengthOfATypeIsInBytes() {
        assertThat(Envelope.preAuthenticationEncoding("é", Bytes.EMPTY).text()).isEqualTo("DSSEv1 2 é 0 ");
    }

    @Test
    void whatWasWrittenIsReadAgain() {
        Envelope envelope = new Envelope(
                "t/x",
                Bytes.utf8("payload"),
                List.of(
                        new Envelope.Signature("k", Bytes.utf8("one")),
                        new Envelope.Signature("", Bytes.utf8("without a name"))));
        assertThat(Envelope.read(envelope.json())).isEqualTo(envelope);
    }

    @Test
    void membersThatDsseDoesNotNameAreIgnored() {
        Envelope envelope = read("{\"payloadType\":\"t\",\"payload\":\"QQ==\",\"more\":1,"
                + "\"signatures\":[{\"sig\":\"QQ==\",\"cert\":\"c\"}]}");
        assertThat(envelope.payload()).isEqualTo(Bytes.utf8("A"));
        assertThat(envelope.signatures().getFirst().keyid()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[]                                                                 | the document is not a JSON object",
                "{}                                                                 | the field `/signatures` is missing",
                "{\"signatures\":{}}                                                | `/signatures` is not a list",
                "{\"signatures\":[1]}                                               | `/signatures/0` is not an object",
                "{\"signatures\":[{\"sig\":1}]}                                     | `/signatures/0/sig` is not a text",
                "{\"signatures\":[{\"sig\":\"QQ\"}]}                                | `/signatures/0/sig` is not base64",
                "{\"signatures\":[{\"sig\":\"QR==\"}]}                              | `/signatures/0/sig` is not base64",
                "{\"signatures\":[{\"sig\":\"_-__\"}]}                              | `/signatures/0/sig` is not base64",
                "{\"signatures\":[{\"sig\":\"QQ==\",\"keyid\":\"\"}]}               | `/signatures/0/keyid` is not a text",
                "{\"payloadType\":\"t\",\"payload\":\"QQ==\",\"signatures\":[]}     | `/signatures` holds no signature",
                "{\"payloadType\":\"\",\"payload\":\"QQ==\",\"signatures\":[]}      | `/payloadType` is not a text",
            })
    void whatIsMalformedIsNamed(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(DsseException.class)
                .message()
                .startsWith(message);
    }

    @Test
    void boundsAreHeld() {
        String signature = "{\"sig\":\"QQ==\"}";
        assertThatThrownBy(() -> read("{\"payloadType\":\"t\",\"payload\":\"\",\"signatures\":["
                        + (signature + ",").repeat(Envelope.MAX_SIGNATURES) + signature + "]}"))
                .hasMessageContaining("at most 16");
        assertThatThrownBy(() -> read("{\"payloadType\":\"t\",\"payload\":\""
                        + "AAAA".repeat(Envelope.MAX_PAYLOAD / 3 + 1) + "\",\"signatures\":[" + signature + "]}"))
                .hasMessageContaining("`/payload` has more than 1048576 bytes");
    }

    private static Envelope read(String json) {
        return Envelope.read(new StrictJson().read(json));
    }
}
