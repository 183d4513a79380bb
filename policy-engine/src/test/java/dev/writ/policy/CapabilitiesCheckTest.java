package dev.writ.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.builtin.Capabilities;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.RegoObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What capabilities forbid is refused; the places and codes are those of {@code opa check --capabilities}. */
final class CapabilitiesCheckTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "count | p := count([1]) | a.rego:2:6: rego_type_error: undefined function `count`",
                "plus | p := 1 + 2 | a.rego:2:6: rego_type_error: undefined function `plus`",
                "minus | p := -input.x | a.rego:2:6: rego_type_error: undefined function `minus`",
                "mul | p := count([2 * input.y]) | a.rego:2:13: rego_type_error: undefined function `mul`",
                "internal.member_2 | p if 1 in [1] | a.rego:2:6: rego_type_error: undefined function"
                        + " `internal.member_2`",
                "equal | p if 1 == 1 | a.rego:2:6: rego_type_error: undefined function `equal`",
                "internal.template_string | p := $\"a\" | a.rego:2:6: rego_compile_error: template-strings are not"
                        + " supported",
                "assign | p if { x := 1 } | accepted",
                "print | p if print(1) | accepted",
                "or | import future.keywords.or | a.rego:2:24: rego_parse_error: `or` is no future keyword, expected"
                        + " one of `and`, `contains`, `every`, `if`, `in`, `not`",
                "or | p if { or } | a.rego:2:8: rego_unsafe_var_error: var `or` is unsafe",
                "template_strings | p := $\"a\" | a.rego:2:6: rego_parse_error: template strings are not supported by"
                        + " current capabilities",
                "rego_v1 | p := 1 | rego_parse_error: illegal capabilities: rego_v1 feature required for parsing v1"
                        + " Rego",
                "keywords_in_refs | p := input.if | a.rego:2:12: rego_parse_error: unexpected keyword `if`, expected a"
                        + " name after `.`",
                "keywords_in_refs | p := input[\"if\"] | accepted",
                "rego_v2_import | import rego.v2 | accepted",
                "nothing | p := $\"{count([1])}\" | accepted",
            })
    void refuses(String without, String rules, String expected) {
        Capabilities current = Capabilities.current();
        Capabilities capabilities = new Capabilities(
                current.builtins().stream()
                        .filter(builtin -> !builtin.name().equals(without))
                        .toList(),
                without(current.futureKeywords(), without),
                without(current.features(), without),
                null,
                current.document());
        assertThat(check(capabilities, rules)).isEqualTo(expected);
    }

    private static List<String> without(List<String> names, String name) {
        List<String> rest = new ArrayList<>(names);
        rest.removeAll(Set.of(name));
        return rest;
    }

    private static String check(Capabilities capabilities, String rules) {
        try {
            NativePolicyEngine.create(
                    List.of(new SourceFile("a.rego", "package t\n" + rules)),
                    RegoObject.EMPTY,
                    EngineOptions.standard().withCapabilities(capabilities));
            return "accepted";
        } catch (PolicyException refused) {
            return refused.diagnostics().getFirst().toString();
        }
    }
}
