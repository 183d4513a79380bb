package dev.writ.policy.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.value.JsonWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CapabilitiesTest {

    @Test
    void theCurrentOnesAreReadBackAsTheyWereWritten() {
        Capabilities current = Capabilities.current();
        Capabilities read = Capabilities.read(JsonWriter.compact(current.document()));

        assertThat(read.builtins()).isEqualTo(current.builtins()).hasSize(206);
        assertThat(read.futureKeywords()).containsExactly("and", "not", "or");
        assertThat(read.features())
                .containsExactly("keywords_in_refs", "rego_v1", "rego_v2", "rego_v2_import", "template_strings");
        assertThat(read.allowNet()).isNull();
    }

    @Test
    void aFileMayDeclareLittle() {
        Capabilities none = Capabilities.read("{}");
        assertThat(none.builtins()).isEmpty();
        assertThat(none.features()).isEmpty();
        assertThat(Capabilities.read("{\"allow_net\": [\"a.org\"]}").allowNet()).containsExactly("a.org");
        assertThat(Capabilities.read("{\"allow_net\": []}").allowNet()).isEmpty();
    }

    @Test
    void aRegistryKeepsWhatIsAllowedAndLearnsWhatIsDeclared() {
        Builtin.Unary same = (context, operand) -> operand;
        BuiltinRegistry registry = BuiltinRegistry.standard(Map.of("abs", same, "ceil", same));
        Capabilities capabilities = Capabilities.read("""
            {"builtins": [
              {"name": "abs", "decl": {"type": "function", "args": [{"type": "number"}], "result": {"type": "number"}}},
              {"name": "acme.sign", "decl": {"type": "function", "result": {"type": "string"},
                "args": [{"type": "any", "of": [{"type": "string"}, {"type": "null"}]},
                         {"type": "object", "static": [{"key": "k", "value": {"type": "boolean"}}],
                          "dynamic": {"key": {"type": "string"}, "value": {"type": "any"}}},
                         {"type": "array", "static": [{"type": "number"}], "dynamic": {"type": "set", "of": {"type": "any"}}}]}}]}\
            """);

        BuiltinRegistry restricted = capabilities.restrict(registry);

        assertThat(restricted.implementation("abs")).isPresent();
        assertThat(restricted.signature("ceil")).isEmpty();
        assertThat(restricted.signature("print")).isPresent();
        assertThat(restricted.signature("acme.sign").orElseThrow().operands())
                .isEqualTo(List.of("any<string, null>", "object<k: boolean>[string: any]", "array<number>[set[any]]"));
        assertThat(capabilities.hasBuiltin("abs")).isTrue();
        assertThat(capabilities.hasBuiltin("ceil")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "[] | capabilities must be a JSON object",
                "{ | capabilities are not JSON: ",
                "{\"builtins\": {}} | `builtins` must be an array of functions",
                "{\"builtins\": [1]} | a built-in function has no `name`",
                "{\"builtins\": [{\"name\": \"f\"}]} | the built-in function `f` has no `decl` of a function",
                "{\"builtins\": [{\"name\": \"f\", \"decl\": {\"type\": \"function\", \"args\": [1]}}]} | a type must"
                        + " be an object with a `type`, not `1`",
                "{\"builtins\": [{\"name\": \"f\", \"decl\": {\"type\": \"function\", \"result\": {\"type\":"
                        + " \"int\"}}}]} | there is no type `int`",
                "{\"features\": \"all\"} | `features` must be an array of strings",
                "{\"future_keywords\": [1]} | `future_keywords` must be an array of strings",
            })
    void whatIsWrongIsSaid(String json, String message) {
        assertThatThrownBy(() -> Capabilities.read(json))
                .isInstanceOf(CapabilitiesException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void nestingIsBounded() {
        String type = "{\"type\": \"set\", \"of\": ".repeat(100) + "{\"type\": \"any\"}" + "}".repeat(100);
        String json =
                "{\"builtins\": [{\"name\": \"f\", \"decl\": {\"type\": \"function\", \"args\": [" + type + "]}}]}";
        assertThatThrownBy(() -> Capabilities.read(json))
                .isInstanceOf(CapabilitiesException.class)
                .hasMessage("a type is nested deeper than 32 levels");
    }
}
