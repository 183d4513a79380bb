package dev.writ.policy.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.builtin.BuiltinSignature;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoInteger;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TypeNotationTest {

    @Test
    void everyTypeOfEveryBuiltinIsReadAndWrittenBackAsItWas() {
        List<String> notations = new ArrayList<>();
        for (BuiltinSignature signature : BuiltinRegistry.standard(Map.of()).signatures()) {
            notations.addAll(signature.operands());
            String variadic = signature.variadic();
            if (variadic != null) {
                notations.add(variadic);
            }
            String result = signature.result();
            if (result != null) {
                notations.add(result);
            }
        }
        assertThat(notations).hasSizeGreaterThan(400);
        assertThat(notations)
                .allSatisfy(notation ->
                        assertThat(RegoType.parse(notation)).asString().isEqualTo(notation));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "any | {\"a\": 1} | true",
                "null | null | true",
                "number | 1.5 | true",
                "number | \"1\" | false",
                "array[string] | [\"a\", \"b\"] | true",
                "array[string] | [\"a\", 1] | false",
                "array<number, string> | [1, \"a\"] | true",
                "array<number, string> | [1, \"a\", 2] | false",
                "array<number> | [] | false",
                "any<string, array[string]> | [\"a\"] | true",
                "any<string, array[string]> | 1 | false",
                "object[string: number] | {\"a\": 1} | true",
                "object[string: number] | {\"a\": \"b\"} | false",
                "object<op: string>[any: any] | {\"op\": \"add\", \"x\": 1} | true",
                "object<op: string>[any: any] | {\"x\": 1} | false",
                "object<op: string> | {\"op\": \"add\", \"x\": 1} | false",
            })
    void typesAcceptTheirValues(String type, String value, boolean accepted) {
        assertThat(RegoType.parse(type).accepts(JsonReader.read(value))).isEqualTo(accepted);
    }

    @Test
    void setsAreAcceptedByTheTypeOfTheirElements() {
        RegoInteger one = RegoNumber.of(1);
        assertThat(RegoType.parse("set[number]").accepts(RegoSet.of(one))).isTrue();
        assertThat(RegoType.parse("set[number]").accepts(RegoSet.of(one, RegoString.of("a"))))
                .isFalse();
        assertThat(RegoType.parse("set[any]").accepts(one)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "strin", "set", "array[", "array[string", "any<string", "object[string]", "string x"})
    void whatIsNoTypeIsRefusedWithItsPlace(String notation) {
        assertThatThrownBy(() -> RegoType.parse(notation))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("not a type: `" + notation + "`, at character ");
    }

    @Test
    void nestingIsBounded() {
        assertThatThrownBy(() -> RegoType.parse("set[".repeat(10_000))).isInstanceOf(IllegalArgumentException.class);
    }
}
