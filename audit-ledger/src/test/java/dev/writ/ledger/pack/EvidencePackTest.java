package dev.writ.ledger.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.PayloadField;
import dev.writ.ledger.entry.Salt;
import dev.writ.ledger.merkle.Bytes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The form of a pack: what is written is read back, and nothing else is read. */
class EvidencePackTest {
    private static final EvidencePack PACK = new EvidencePack(
            "note\n",
            List.of(new PackedEntry(
                    Bytes.utf8("{\"n\":1}"),
                    "proof\n",
                    List.of(
                            new PayloadField("b", salt(), new Json.Num(1)),
                            new PayloadField("a", salt(), new Json.Null())))),
            List.of(0L),
            Map.of("x", Bytes.utf8("file")));

    private static Salt salt() {
        return new Salt(Bytes.of(new byte[Salt.SIZE]));
    }

    @Test
    void theBytesAreFixed() {
        String salt = "0".repeat(64);
        assertThat(PACK.bytes().text())
                .isEqualTo("{\"about\":[0],\"attachments\":{\"x\":\"ZmlsZQ==\"},\"checkpoint\":\"note\\n\",\"entries\":"
                        + "[{\"entry\":{\"n\":1},\"fields\":{\"a\":{\"salt\":\"" + salt
                        + "\",\"value\":null},\"b\":{\"salt\":\"" + salt
                        + "\",\"value\":1}},\"proof\":\"proof\\n\"}],\"format\":\"writ/pack/v1\"}");
        assertThat(EvidencePack.parse(PACK.bytes()).bytes()).isEqualTo(PACK.bytes());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"n\":1 | \"n\":1.0 | pack | not in canonical form",
                "{\"about\" | {\"about\":[0],\"about\" | pack | occurs twice",
                "{\"about\" | { \"about\" | pack | not in canonical form",
                "\"about\":[0], |  | pack | the member `about` must be a list of 1 to 1024 items",
                "\"about\":[0] | \"about\":[] | pack | the member `about` must be a list of 1 to 1024 items",
                "\"about\":[0] | \"about\":[-1] | about | something else than indexes",
                "\"about\":[0] | \"about\":[0.5] | about | something else than indexes",
                "\"about\":[0] | \"about\":[0],\"also\":1 | pack | the member `also` is unknown",
                "\"x\":\"ZmlsZQ==\" |  | pack | `attachments` must be left out or be an object that is not empty",
                "\"x\":\"ZmlsZQ==\" | \"X\":\"ZmlsZQ==\" | attachment `X` | a plain name",
                "ZmlsZQ== | ZmlsZR== | pack | not in canonical form",
                "ZmlsZQ== | ZmlsZ | attachment `x` | not base64",
                "\"checkpoint\":\"note\\n\" | \"checkpoint\":1 | pack | the member `checkpoint` must be there",
                "writ/pack/v1 | writ/pack/v2 | pack | use a verifier that knows the format",
                "\"entry\":{\"n\":1} | \"entry\":1 | entries[0] | the member `entry` must be there and be an object",
                "\"value\":null | \"valve\":null | entries[0] field `a` | the member `valve` is unknown",
                ",\"value\":null |  | entries[0] field `a` | the member `value` must be there",
                "\"a\":{\"salt\":\"00 | \"a\":{\"salt\":\"0g | entries[0] field `a` | 64 lower-case hexadecimal digits",
                "\"a\":{\"salt\":\"00 | \"A\":{\"salt\":\"00 | entries[0] field `A` | beginning with a letter",
            })
    void whatIsNotTheOneFormIsRefused(String part, String other, String place, String message) {
        String text = PACK.bytes().text();
        assertThat(text).contains(part);
        String broken = text.replace(part, other == null ? "" : other);
        assertThatThrownBy(() -> EvidencePack.parse(Bytes.utf8(broken)))
                .isInstanceOf(PackException.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e instanceof PackException known ? known.place() : "")
                        .isEqualTo(place));
    }

    @Test
    void textThatIsNoJsonIsRefused() {
        for (String text : List.of("", "[", "[]", "7", "{}{}", "\u0000", "[".repeat(100_000))) {
            assertThatThrownBy(() -> EvidencePack.parse(Bytes.utf8(text))).isInstanceOf(PackException.class);
        }
    }
}
