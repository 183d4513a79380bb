package dev.writ.api.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, sections 8.8.3 and 13.1.1. */
class IfMatchTest {
    private static IfMatch read(String header) {
        return IfMatch.read(header).orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", " * ", "\"a\"", "\"b\", \"a\"", ",\"b\",,\t\"a\" ,", "W/\"a\",\"a\"", "\"x,y\",\"a\""})
    void aStateThatIsListedIsMeant(String header) {
        assertThat(read(header).matches("\"a\"")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"b\"", "W/\"a\"", "\"A\"", "\"\"", "\"a,\"", "W/\"a\", \"b\""})
    void anyOtherIsNot(String header) {
        assertThat(read(header).matches("\"a\"")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                "a",
                "\"a",
                "a\"",
                "\"a\" \"b\"",
                "w/\"a\"",
                "W/ \"a\"",
                "*, \"a\"",
                "\"a b\"",
                "\"a\";\"b\"",
                "\"a\"\u0085",
                "\"a\"\n"
            })
    void whatIsNoListIsRefused(String header) {
        assertThatThrownBy(() -> IfMatch.read(header))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo("if_match.form"));
    }

    @Test
    void whatIsLongNeedsNoStack() {
        assertThat(read("\"" + "a".repeat(100_000) + "\"").matches("\"a\"")).isFalse();
        assertThat(read(",".repeat(100_000) + "\"a\"").matches("\"a\"")).isTrue();
        assertThat(read("W/\"b\",".repeat(10_000) + "\"a\"").matches("\"a\"")).isTrue();
        assertThatThrownBy(() -> IfMatch.read("\"a\",".repeat(101))).isInstanceOf(ProblemException.class);
    }

    @Test
    void noHeaderSaysNothing() {
        assertThat(IfMatch.read(null)).isEmpty();
    }
}
