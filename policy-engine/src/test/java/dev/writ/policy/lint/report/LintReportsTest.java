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
            List.of());

    @Test
    void linesForPeople() {
        assertThat(TextReport.compact(REPORT)).isEqualTo("""
            error: none (idiomatic/no-defined-entrypoint)
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
        assertThat(GitHubReport.summary(REPORT)).contains("| `a b/p.rego:3:6` | write <it> & \"so\" |");
    }
}
