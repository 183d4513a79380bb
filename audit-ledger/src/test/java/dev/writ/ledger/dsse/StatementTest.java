package dev.writ.ledger.dsse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.ledger.entry.Json;
import dev.writ.ledger.entry.StrictJson;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.merkle.TreeHash;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTest {
    private static final String DIGEST = TreeHash.EMPTY_ROOT.hex();
    private static final String GOOD =
            "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"name\":\"m\",\"digest\":{\"sha256\":\""
                    + DIGEST + "\"}}],\"predicateType\":\"t\",\"predicate\":{}}";

    @Test
    void whatWasWrittenIsReadAgain() {
        Statement statement = new Statement(
                List.of(new Statement.Subject("m", TreeHash.EMPTY_ROOT), new Statement.Subject("", Hash.ZERO)),
                "t",
                Json.Obj.EMPTY);
        assertThat(Statement.read(statement.json(), "")).isEqualTo(statement);
    }

    @Test
    void membersThatInTotoDoesNotNameAreIgnored() {
        Statement statement = read(GOOD.replace("{\"name\"", "{\"uri\":\"u\",\"name\"")
                .replace("\"predicate\":", "\"more\":1,\"predicate\":")
                .replace("\"sha256\"", "\"sha512\":\"x\",\"sha256\""));
        assertThat(statement.subjects()).containsExactly(new Statement.Subject("m", TreeHash.EMPTY_ROOT));
        assertThat(statement.subjects().getFirst().text()).isEqualTo("sha256:" + DIGEST);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "/v1\"         | /v0.1\"      | `/payload/_type` is `https://in-toto.io/Statement/v0.1`",
                "\"sha256\"    | \"sha512\"   | the field `/payload/subject/0/digest/sha256` is missing",
                "e3b0c442      | E3B0C442     | `/payload/subject/0/digest/sha256` is not 64 lower-case hexadecimal digits",
                "\"predicate\":{} | \"predicate\":[] | `/payload/predicate` is not an object",
                "\"name\":\"m\" | \"name\":1  | `/payload/subject/0/name` is not a text",
                "\"predicateType\":\"t\" | \"predicateType\":\"\" | `/payload/predicateType` is not a text",
            })
    void whatIsMalformedIsNamed(String good, String bad, String message) {
        assertThat(GOOD).contains(good);
        assertThatThrownBy(() -> read(GOOD.replace(good, bad)))
                .isInstanceOf(DsseException.class)
                .message()
                .startsWith(message);
    }

    @Test
    void thereIsASubjectAndNoDigestTwice() {
        assertThatThrownBy(() -> read(GOOD.replaceFirst("\\[.*]", "[]"))).hasMessageContaining("names no artifact");
        String subject = GOOD.replaceFirst(".*\\[(.*)].*", "$1");
        assertThatThrownBy(() -> read(GOOD.replace(subject, subject + "," + subject)))
                .hasMessage("`/payload/subject/1` names a digest that another subject has");
    }

    private static Statement read(String json) {
        return Statement.read(new StrictJson().read(json), "/payload");
    }
}
