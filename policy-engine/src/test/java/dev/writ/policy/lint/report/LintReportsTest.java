package dev.writ.policy.lint.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.lint.Finding;
import dev.writ.policy.lint.Fix;
import dev.writ.policy.lint.Level;
import dev.writ.policy.lint.Place;
import dev.writ.policy.lint.run.LintReport;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LintReportsTest {
    private static final LintReport REPORT = new LintReport(
            List.of(
                    new Finding(
                            "style",
                            "yoda-condition",
                            Level.WARNING,
                            "write <it> & \"so\"",
                            new Place("a b/p.rego", 3, 6, 3, 9, "x if \"a\" == input.x"),
                            Fix.NONE),
                    new Finding("idiomatic", "no-defined-entrypoint", Level.ERROR, "none", Place.NONE, Fix.NONE)),
            2,
            1,
            List.of(),
            List.of());

    @Test
    void linesForPeople() {
        assertThat(TextReport.compact(REPORT)).isEqualTo("""
            project: error: none (idiomatic/no-defined-entrypoint)
            a b/p.rego:3:6: warning: write <it> & "so" (style/yoda-condition)
            2 files linted. 2 findings. 1 rule skipped: the functions that they advise are not there.
            """);
    }

    @Test
    void blocksForPeople() {
        assertThat(TextReport.pretty(REPORT, false)).isEqualTo("""
            Rule:          no-defined-entrypoint
            Description:   none
            Category:      idiomatic
            Level:         error
            Location:      project
            Documentation: https://writ.dev/docs/lint/idiomatic/no-defined-entrypoint

            Rule:          yoda-condition
            Description:   write <it> & "so"
            Category:      style
            Level:         warning
            Location:      a b/p.rego:3:6
            Text:          x if "a" == input.x
            Documentation: https://writ.dev/docs/lint/style/yoda-condition

            2 files linted. 2 findings. 1 rule skipped: the functions that they advise are not there.
            """);
        assertThat(TextReport.pretty(REPORT, true)).contains("\u001b[31mno-defined-entrypoint\u001b[0m");
    }

    @Test
    void membersOfRegalAsJson() {
        RegoObject json = (RegoObject) JsonReader.read(JsonLintReport.render(REPORT));

        assertThat(String.valueOf(json.get("summary")))
                .isEqualTo("{\"files_failed\": 1, \"files_scanned\": 2, \"num_violations\": 2, \"rules_skipped\": 1}");
        assertThat(String.valueOf(((RegoArray) Objects.requireNonNull(json.get("violations"))).get(1)))
                .isEqualTo("""
                    {"category": "style", "description": "write <it> & \\"so\\"", "level": "warning", \
                    "location": {"col": 6, "end": {"col": 9, "row": 3}, "file": "a b/p.rego", "row": 3, \
                    "text": "x if \\"a\\" == input.x"}, "related_resources": [{"description": "documentation", \
                    "ref": "https://writ.dev/docs/lint/style/yoda-condition"}], "title": "yoda-condition"}""");
    }

    @Test
    void resultsOfSarif() {
        String sarif = SarifReport.render(REPORT);

        assertThat(JsonReader.read(sarif)).isInstanceOf(RegoObject.class);
        assertThat(sarif)
                .contains("\"uri\": \"a%20b/p.rego\"")
                .contains("\"startLine\": 3")
                .contains("\"ruleIndex\": 1")
                .contains("\"level\": \"warning\"")
                .contains("\"version\": \"2.1.0\"");
    }

    @Test
    void casesOfJUnit() {
        assertThat(JUnitLintReport.render(REPORT)).isEqualTo("""
            <?xml version="1.0" encoding="UTF-8"?>
            <testsuites name="writ lint" tests="2" failures="2">
              <testsuite name="project" tests="1" failures="1">
                <testcase name="idiomatic/no-defined-entrypoint" classname="project">
                  <failure message="none" type="error">Rule: idiomatic/no-defined-entrypoint
            Description: none
            Documentation: https://writ.dev/docs/lint/idiomatic/no-defined-entrypoint</failure>
                </testcase>
              </testsuite>
              <testsuite name="a b/p.rego" tests="1" failures="1">
                <testcase name="style/yoda-condition: a b/p.rego:3:6" classname="a b/p.rego">
                  <failure message="write &lt;it&gt; &amp; &quot;so&quot;" type="warning">Rule: style/yoda-condition
            Description: write &lt;it&gt; &amp; &quot;so&quot;
            Location: a b/p.rego:3:6
            Text: x if &quot;a&quot; == input.x
            Documentation: https://writ.dev/docs/lint/style/yoda-condition</failure>
                </testcase>
              </testsuite>
            </testsuites>
            """);
    }

    @Test
    void commandsOfGitHub() {
        assertThat(GitHubReport.render(REPORT)).isEqualTo("""
            ::error title=idiomatic/no-defined-entrypoint::none. See https://writ.dev/docs/lint/idiomatic/no-defined-entrypoint
            ::warning file=a b/p.rego,line=3,endLine=3,col=6,title=style/yoda-condition::write <it> & "so". See https://writ.dev/docs/lint/style/yoda-condition
            2 file(s) linted. 2 finding(s).
            """);
        assertThat(GitHubReport.summary(REPORT))
                .contains("| a b/p.rego:3:6 | write \\<it> & \"so\" |")
                .contains("| project | none |");
    }

    private static LintReport odd(String file) {
        return new LintReport(
                List.of(new Finding(
                        "a",
                        "b",
                        Level.ERROR,
                        "one|`two`\nthree\u001b[31m",
                        new Place(file, 1, 1, 1, 2, "x\ty\u001b"),
                        Fix.NONE)),
                1,
                0,
                List.of(),
                List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "a:b.rego, ./a:b.rego",
        "ü.rego, %C3%BC.rego",
        "x/a:b.rego, x/a:b.rego",
        "a%b#c?.rego, a%25b%23c%3F.rego",
        "/tmp/a.rego, /tmp/a.rego"
    })
    void namesAreReferencesInSarif(String file, String uri) {
        assertThat(SarifReport.render(odd(file))).contains("\"uri\": \"" + uri + "\"");
    }

    @Test
    void whatSteersATerminalIsShown() {
        LintReport odd = odd("a\nb\u001b.rego");

        assertThat(TextReport.compact(odd))
                .startsWith("a\\nb\\u001b.rego:1:1: error: one|`two`\\nthree\\u001b[31m (a/b)\n");
        assertThat(TextReport.pretty(odd, false))
                .contains("Description:   one|`two`\\nthree\\u001b[31m\n")
                .contains("Location:      a\\nb\\u001b.rego:1:1\n")
                .contains("Text:          x\ty\\u001b\n");
        assertThat(GitHubReport.summary(odd))
                .contains("| a\\\\nb\\\\u001b.rego:1:1 | one\\|\\`two\\`\\\\nthree\\\\u001b\\[31m |");
        assertThat(JUnitLintReport.render(odd))
                .contains("classname=\"a\\nb\\u001b.rego\"")
                .contains("message=\"one|`two`\\nthree\\u001b[31m\"");
    }
}
