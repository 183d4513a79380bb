package dev.writ.policy.lint.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.writ.policy.lint.Level;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.value.RegoNumber;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintConfigReaderTest {
    private static final RuleInfo LINE_LENGTH =
            RuleInfo.of("style", "line-length", "x").option("max-line-length", 120);
    private static final RuleInfo TODO = RuleInfo.of("style", "todo-comment", "x");
    private static final RuleInfo NAMING =
            RuleInfo.of("custom", "naming-convention", "x").off().option("conventions", List.of());
    private static final List<RuleInfo> KNOWN = List.of(LINE_LENGTH, TODO, NAMING);

    private static LintConfig read(String text) {
        return LintConfigReader.read("c.yaml", text, KNOWN);
    }

    @Test
    void readsEverythingThatAFileCanSay() {
        LintConfig config = read("""
            rules:
              default:
                level: ignore
              style:
                default:
                  level: warning
                line-length:
                  level: error
                  max-line-length: 100
                  ignore:
                    files:
                      - "*_test.rego"
            capabilities:
              from:
                engine: opa
                version: v0.58.0
              minus:
                builtins:
                  - name: http.send
            ignore:
              files:
                - gen/
            project:
              rego-version: 1
              roots:
                - main
                - path: legacy
                  rego-version: 0
            """);

        assertThat(config.level(LINE_LENGTH)).isEqualTo(Level.ERROR);
        assertThat(config.level(TODO)).isEqualTo(Level.WARNING);
        assertThat(config.level(NAMING)).isEqualTo(Level.IGNORE);
        assertThat(config.of(LINE_LENGTH).options()).containsEntry("max-line-length", RegoNumber.of(100));
        assertThat(config.of(LINE_LENGTH).ignoreFiles()).containsExactly("*_test.rego");
        assertThat(config.capabilities().version()).isEqualTo("v0.58.0");
        assertThat(config.capabilities().minus()).containsExactly("http.send");
        assertThat(config.ignoreFiles()).containsExactly("gen/");
        assertThat(config.roots()).containsExactly(new LintConfig.Root("main", -1), new LintConfig.Root("legacy", 0));
        assertThat(config.regoVersion()).isOne();
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void anEmptyFileSaysNothing() {
        assertThat(read("").level(TODO)).isEqualTo(Level.ERROR);
        assertThat(read("# nothing\n").level(NAMING)).isEqualTo(Level.IGNORE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        rule: {}                                            | `c.yaml` line 1: unknown key `rule`, did you mean `rules`?
        rules: {stile: {}}                                  | `c.yaml` line 1: unknown category `rules.stile`, did you mean `style`?
        rules: {style: {line-lenght: {}}}                   | `c.yaml` line 1: unknown rule `rules.style.line-lenght`, did you mean `line-length`?
        rules: {style: {line-length: {lvel: error}}}        | `c.yaml` line 1: unknown key `rules.style.line-length.lvel`, did you mean `level`?
        rules: {style: {line-length: {level: erorr}}}       | `c.yaml` line 1: `erorr` is no level, did you mean `error`?
        rules: {style: {line-length: {level: 3}}}           | `c.yaml` line 1: `3` is no level, write `error`, `warning` or `ignore`
        rules: {style: {line-length: {max-line-length: x}}} | `c.yaml` line 1: `max-line-length` must be a number, as in `max-line-length: 120`
        rules: [1]                                          | `c.yaml` line 1: `rules` must be keys and values
        ignore: {file: [a]}                                 | `c.yaml` line 1: unknown key `ignore.file`, did you mean `files`?
        ignore: {files: a}                                  | `c.yaml` line 1: `files` must be a list
        project: {roots: [{pth: a}]}                        | `c.yaml` line 1: unknown key `project.roots.pth`, did you mean `path`?
        project: {rego-version: 2}                          | `c.yaml` line 1: `rego-version` must be 0 or 1
        capabilities: {from: {url: 'https://a'}}            | `c.yaml` line 1: capabilities are not fetched, name a `file` instead
        capabilities: {from: {version: v9.9.9}}             | `c.yaml` line 1: the functions of OPA `v9.9.9` are not known, the newest version that is known is `v1.22.2`
        capabilities: {from: {engine: opa, version: new}}   | `c.yaml` line 1: `new` is no version of OPA, write it as in `v1.22.2`
        rules: {style: {line-length: {max-line-length: -5}}} | `c.yaml` line 1: `max-line-length` must be a whole number from 0 to 2147483647, as in `max-line-length: 120`
        rules: {style: {line-length: {max-line-length: 1e30}}} | `c.yaml` line 1: `max-line-length` must be a whole number from 0 to 2147483647, as in `max-line-length: 120`
        rules: {style: {line-length: {max-line-length: 4294967297}}} | `c.yaml` line 1: `max-line-length` must be a whole number from 0 to 2147483647, as in `max-line-length: 120`
        project: {rego-version: 1e30}                       | `c.yaml` line 1: `rego-version` must be 0 or 1
        [1]                                                 | `c.yaml` line 1: a configuration is keys and values
        """)
    void aSlipIsRefusedWithWhatWasMeant(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ConfigException.class).hasMessage(message);
    }

    @Test
    void theLineOfASlipIsNamed() {
        assertThatThrownBy(() -> read("rules:\n  style:\n    todo-coment:\n      level: error\n"))
                .hasMessageStartingWith("`c.yaml` line 3: unknown rule");
    }

    @Test
    void whatIsNoRegularExpressionIsRefused() {
        assertThatThrownBy(() -> read("""
                rules:
                  custom:
                    naming-convention:
                      conventions:
                        - pattern: '^[a-z'
                          targets: [rule]
                """))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("`c.yaml` line 5: `pattern` is no regular expression: error parsing regexp:");
    }

    @Test
    void brokenYamlIsRefused() {
        assertThatThrownBy(() -> read("rules: {")).hasMessageStartingWith("`c.yaml` is no YAML: line 1");
    }

    @Test
    void whatOnlyOtherLintersKnowIsAWarning() {
        LintConfig config = read("""
            rules:
              style:
                naming-convention:
                  level: error
                some-rule-of-tomorrow:
                  level: error
            """);

        assertThat(config.warnings())
                .containsExactly(
                        "`c.yaml` line 3: `naming-convention` is in the category `custom`; it has no effect",
                        "`c.yaml` line 5: unknown rule `rules.style.some-rule-of-tomorrow`; it has no effect");
    }

    @Test
    void rulesOfOnesOwnHaveCategoriesOfOnesOwn() {
        LintConfig config = read("rules: {acme: {no-foo: {level: warning, limit: 3}}}");

        assertThat(config.level(RuleInfo.of("acme", "no-foo", "x"))).isEqualTo(Level.WARNING);
    }

    @Test
    void whatIsNoPatternOfFilesIsRefusedWithItsLine() {
        assertThatThrownBy(() -> read("ignore:\n  files:\n    - gen/\n    - '{a'\n"))
                .hasMessage("`c.yaml` line 4: `{a` is no pattern of files: there is a `{` without `}`");
        assertThatThrownBy(() -> read("rules: {style: {todo-comment: {ignore: {files: ['a}']}}}}"))
                .hasMessage("`c.yaml` line 1: `a}` is no pattern of files: there is a `}` without `{`");
    }

    @Test
    void otherEnginesHaveVersionsOfTheirOwn() {
        assertThat(read("capabilities: {from: {engine: eopa, version: v1.45.0}}")
                        .capabilities()
                        .version())
                .isEqualTo("v1.45.0");
    }
}
