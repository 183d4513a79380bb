package dev.writ.api.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonBodiesTest {
    private final JsonBodies bodies = new JsonBodies(Limits.standard());

    @Test
    void whatIsReadIsWrittenCanonically() {
        assertThat(read("{\"b\": 1.0, \"a\": [true, null, \"\\u00e9\"]}"))
                .isEqualTo("{\"a\":[true,null,\"é\"],\"b\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"a\":1,\"a\":2}    | 422 | the key `a` occurs twice",
                "{\"a\":\"\\ud800\"}  | 422 | lone surrogate",
                "{\"a\":9007199254740993} | 422 | not exact",
                "{\"a\":1e400}        | 422 | not exact",
                "{\"a\":              | 400 | is not JSON at line 1",
                "{\"a\":1} x          | 400 | at line 1",
                "[1]                  | 400 | not a JSON object",
                "{'a':1}              | 400 | is not JSON",
                "{\"a\":01}           | 400 | is not JSON",
            })
    void whatCannotBeHashedIsRefused(String body, int status, String detail) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(status);
            assertThat(e.problem().detail()).contains(detail);
        });
    }

    @Test
    void whichLimitWasMetIsSaidWithItsPlace() {
        String start = "{\n\"a\":";
        String deep = "[".repeat(64) + "]".repeat(64);
        assertThatThrownBy(() -> read(start + deep + "}"))
                .hasMessage("the request body is nested deeper than 64 levels at line 2, column 68");
        assertThatThrownBy(() -> read(start + "1".repeat(401) + "}"))
                .hasMessageStartingWith(
                        "the request body holds a number longer than 400 characters at line 2, column ");
        String key = "k".repeat(60_000);
        assertThat(read("{\"" + key + "\":1}")).contains(key);
    }

    @Test
    void nestingIsBoundedAtTheLimit() {
        int deepest = Limits.standard().nesting();
        assertThat(read(nested(deepest))).hasSize(nested(deepest).length());
        assertThatThrownBy(() -> read(nested(deepest + 1)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("json.limit"));
        assertThatThrownBy(() -> read(nested(10_000)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(400));
    }

    @Test
    void brokenUtf8IsRefused() {
        assertThatThrownBy(() -> bodies.object(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("json.encoding"));
    }

    @Test
    void aMissingBodyIsRefused() {
        assertThatThrownBy(() -> bodies.object(null)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> read("  ")).isInstanceOf(ProblemException.class);
    }

    private String read(String body) {
        return bodies.object(body.getBytes(StandardCharsets.UTF_8)).canonical().text();
    }

    private static String nested(int levels) {
        return "{\"a\":" + "[".repeat(levels - 1) + "]".repeat(levels - 1) + "}";
    }
}
