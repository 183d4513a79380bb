package dev.writ.policy.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.Engines;
import dev.writ.policy.Evaluation;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.Undefined;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamenessTest {

    private static RegoValue value(String rego) {
        Evaluation evaluation =
                Engines.engine("package t\n\nx := " + rego).prepare("t/x").evaluate(Undefined.UNDEFINED);
        return ((Evaluation.Defined) evaluation).value();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1|1.0",
                "100|1e2",
                "{1, 2}|[2, 1]",
                "[]|set()",
                "{{1, 2}, {3}}|[[3], [1, 2]]",
                "{\"a\": {2, 1}}|{\"a\": [1, 2]}",
                "{1: \"a\", [2]: true}|{\"1\": \"a\", \"[2]\": true}",
                "[{\"x\": {1.0}}]|[{\"x\": [1]}]"
            })
    void aReaderOfJsonSeesTheSame(String first, String second) {
        assertThat(Sameness.difference(value(first), value(second))).isEmpty();
        assertThat(Sameness.difference(value(second), value(first))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "1|2|[]",
                "1|\"1\"|[]",
                "null|false|[]",
                "[1, 2]|[2, 1]|[0]",
                "[1]|[1, 2]|[]",
                "set()|{}|[]",
                "set()|\"\"|[]",
                "{1}|[1, 1]|[]",
                "{\"a\": [1, {\"b\": 2}]}|{\"a\": [1, {\"b\": 3}]}|[\"a\", 1, \"b\"]",
                "{\"a\": 1}|{\"a\": 1, \"b\": 2}|[\"b\"]",
                "{\"a\": 1, \"b\": 2}|{\"a\": 1}|[\"b\"]"
            })
    void differencesHaveAPath(String first, String second, String path) {
        assertThat(Sameness.difference(value(first), value(second))
                        .orElseThrow()
                        .toString())
                .isEqualTo(path);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {"[1, 2]|[2, 1]|true", "{\"a\": [[1, 2], 3]}|{\"a\": [3, [2, 1]]}|true", "[1, 1, 2]|[1, 2, 2]|false"
            })
    void theOrderOfArraysIsAKindOfItsOwn(String first, String second, boolean same) {
        assertThat(Sameness.sameInAnyOrder(value(first), value(second))).isEqualTo(same);
    }
}
