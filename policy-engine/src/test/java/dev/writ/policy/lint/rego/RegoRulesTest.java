package dev.writ.policy.lint.rego;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.lint.Finding;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Project;
import dev.writ.policy.lint.config.ConfigException;
import dev.writ.policy.lint.config.LintConfig;
import dev.writ.policy.lint.config.Selection;
import dev.writ.policy.lint.run.LintReport;
import dev.writ.policy.lint.run.Linter;
import dev.writ.policy.lint.run.SourceInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegoRulesTest {
    @TempDir
    private Path folder = Path.of("");

    private List<LintRule> rules(String text) throws IOException {
        Files.writeString(folder.resolve("rule.rego"), text);
        Files.writeString(folder.resolve("rule_test.rego"), "package broken test");
        return RegoRules.read(folder);
    }

    private static LintReport lint(List<LintRule> rules, String policy) {
        SourceInput input = new SourceInput("p.rego", policy.getBytes(StandardCharsets.UTF_8), Optional.empty());
        return new Linter(rules, LintConfig.DEFAULT, Selection.NONE, Path.of(""))
                .lint(List.of(input), Project.Surroundings.NONE);
    }

    private static final String COMPANY = """
        # METADATA
        # description: packages begin with the name of the company
        # schemas:
        #   - input: schema.regal.ast
        package custom.regal.rules.naming["company-package"]

        import data.regal.result

        report contains violation if {
        	input["package"].path[1].value != "acme"
        	violation := result.fail(rego.metadata.chain(), result.location(input["package"].path[1]))
        }
        """;

    @Test
    void aRuleSeesTheSyntaxTreeAndNamesAPlace() throws IOException {
        List<LintRule> rules = rules(COMPANY);

        assertThat(rules).extracting(rule -> rule.info().id()).containsExactly("naming/company-package");
        assertThat(lint(rules, "package other.p\n").findings())
                .extracting(
                        Finding::id,
                        Finding::message,
                        finding -> finding.place().toString())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        "naming/company-package", "packages begin with the name of the company", "p.rego:1:9"));
        assertThat(lint(rules, "package acme.p\n").findings()).isEmpty();
    }

    @Test
    void aRuleSeesTheLinesAndSaysWhatItLikes() throws IOException {
        List<LintRule> rules = rules("""
            package custom.regal.rules.text["no-tabs"]

            report contains {"message": "a tab", "location": {"row": i + 1, "col": 1, "end": {"row": i + 1, "col": 2}}} if {
            	some i, line in input.regal.file.lines
            	startswith(line, "\\t")
            }
            """);

        assertThat(lint(rules, "package p\n\nx if {\n\tinput.y\n}\n").findings())
                .extracting(Finding::message, finding -> finding.place().toString())
                .containsExactly(org.assertj.core.groups.Tuple.tuple("a tab", "p.rego:4:1"));
    }

    @Test
    void placesThatAreNotThereAreMovedIntoTheFile() throws IOException {
        List<LintRule> rules = rules("""
            package custom.regal.rules.text["lost"]

            report contains {"location": {"row": 99, "col": -4}}
            """);

        assertThat(lint(rules, "package p\n").findings())
                .extracting(finding -> finding.place().toString())
                .containsExactly("p.rego:2:1");
    }

    @Test
    void aRuleWithErrorsIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> rules("package custom.regal.rules.a[\"b\"]\n\nreport contains x\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("rule.rego:3")
                .hasMessageContaining("unsafe");
        assertThatThrownBy(() -> rules("package custom.regal.rules.a[\"b\"]\n\nreport contains }\n"))
                .isInstanceOf(ConfigException.class);
        assertThatThrownBy(() -> RegoRules.read(folder.resolve("nowhere"))).isInstanceOf(ConfigException.class);
    }

    @Test
    void aRuleThatFailsIsAProblemOfTheRun() throws IOException {
        List<LintRule> rules = rules("""
            package custom.regal.rules.a["b"]

            report := 1 if input["package"]

            report := 2 if input["package"].path
            """);

        assertThat(lint(rules, "package p\n").problems())
                .singleElement()
                .asString()
                .contains("`a/b` failed on `p.rego`");
    }

    @ParameterizedTest
    @ValueSource(strings = {"net.lookup_ip_addr(\"writ.dev\")", "time.now_ns()", "opa.runtime()", "http.send({})"})
    void aRuleMayOnlyUseWhatItIsGiven(String call) {
        String name = call.substring(0, call.indexOf('('));

        assertThatThrownBy(() ->
                        rules("package custom.regal.rules.a[\"b\"]\n\nreport contains {\"x\": %s}\n".formatted(call)))
                .isInstanceOf(ConfigException.class)
                .hasMessage("the rule `" + folder.resolve("rule.rego") + "` line 3 uses `" + name
                        + "`, which may differ from run to run: a rule may only use what it is given");
    }

    @Test
    void aHelperThatChangesIsAChangeOfTheRule() throws IOException {
        Files.writeString(folder.resolve("helper.rego"), "package helper\n\nx := 1\n");
        String before = rules(COMPANY).getFirst().basis();
        Files.writeString(folder.resolve("helper.rego"), "package helper\n\nx := 2\n");

        assertThat(rules(COMPANY).getFirst().basis()).isNotEqualTo(before);
    }

    @Test
    void aLinkThatLeadsNowhereIsNamed() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("gone.rego"), Path.of("nowhere.rego"));

        assertThatThrownBy(() -> rules(COMPANY))
                .hasMessage("cannot read the rule `" + link + "`: it is a link that leads nowhere");
    }
}
