package dev.writ.policy.lint.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.lint.Finding;
import dev.writ.policy.lint.Level;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Project;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.config.LintConfig;
import dev.writ.policy.lint.config.LintConfig.RuleConfig;
import dev.writ.policy.lint.config.Selection;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs one rule over policies in a test. Lines at the beginning of a text say more of it: {@code # file: a.rego} starts a
 * file, {@code # options: {"x": 1}} sets options of the rule, {@code # rego: v0} the dialect, {@code # decision: a/b} a
 * decision of a manifest, {@code # data: a/b} a document.
 */
public final class RuleTester {
    private static final String FILE = "# file: ";
    private static final String OPTIONS = "# options: ";
    private static final String V0 = "# rego: v0";
    private static final String DATA = "# data: ";
    private static final String DECISION = "# decision: ";

    private final LintRule rule;

    private RuleTester(LintRule rule) {
        this.rule = rule;
    }

    public static RuleTester of(LintRule rule) {
        return new RuleTester(rule);
    }

    /** Finds something exactly at these places: {@code row:column}, with the file before it where there are several. */
    public void finds(String policies, String... places) {
        LintReport report = run(policies);
        boolean several = policies.contains(FILE);
        assertThat(report.findings().stream()
                        .map(finding -> several ? finding.place().toString() : place(finding))
                        .toList())
                .as(String.valueOf(report.findings()))
                .containsExactly(places);
    }

    /** Finds nothing. */
    public void passes(String policies) {
        assertThat(run(policies).findings()).isEmpty();
    }

    /** Finds one thing, and says this of it. */
    public void says(String policies, String message) {
        assertThat(run(policies).findings()).extracting(Finding::message).containsExactly(message);
    }

    /** What it finds is mended so. */
    public void fixes(String policy, String fixed) {
        LintReport report = run(policy);
        assertThat(report.findings()).isNotEmpty();
        assertThat(Fixes.apply(policy, report.findings()).text()).isEqualTo(fixed);
    }

    private static String place(Finding finding) {
        return finding.place().row() + ":" + finding.place().column();
    }

    /** What the rule finds. */
    public LintReport run(String policies) {
        Map<String, RegoValue> options = new HashMap<>();
        List<List<String>> decisions = new ArrayList<>();
        List<List<String>> documents = new ArrayList<>();
        boolean old = false;
        Map<String, StringBuilder> files = new LinkedHashMap<>();
        String file = "policy.rego";
        boolean atStart = true;
        for (String line : policies.split("\n", -1)) {
            if (line.startsWith(FILE)) {
                file = line.substring(FILE.length()).strip();
                files.put(file, new StringBuilder());
                atStart = true;
            } else if (atStart && line.startsWith(OPTIONS)) {
                ((RegoObject) JsonReader.read(line.substring(OPTIONS.length())))
                        .forEach((key, value) -> options.put(((RegoString) key).value(), value));
            } else if (atStart && line.startsWith(DECISION)) {
                decisions.add(List.of(line.substring(DECISION.length()).strip().split("/", -1)));
            } else if (atStart && line.startsWith(DATA)) {
                documents.add(List.of(line.substring(DATA.length()).strip().split("/", -1)));
            } else if (atStart && line.equals(V0)) {
                old = true;
            } else {
                atStart = false;
                files.computeIfAbsent(file, name -> new StringBuilder())
                        .append(line)
                        .append('\n');
            }
        }
        RuleInfo info = rule.info();
        LintConfig config = new LintConfig(
                LintConfig.DEFAULT.defaultLevel(),
                Map.of(),
                Map.of(info.id(), new RuleConfig(Optional.of(Level.ERROR), List.of(), options)),
                List.of(),
                List.of(),
                -1,
                LintConfig.CapabilitiesConfig.CURRENT,
                List.of());
        Optional<RegoVersion> version = old ? Optional.of(RegoVersion.V0) : Optional.empty();
        List<SourceInput> inputs = files.entrySet().stream()
                .map(entry -> new SourceInput(
                        entry.getKey(),
                        entry.getValue()
                                .substring(0, entry.getValue().length() - 1)
                                .getBytes(StandardCharsets.UTF_8),
                        version))
                .toList();
        LintReport report = new Linter(List.of(rule), config, Selection.NONE, Path.of(""))
                .lint(inputs, new Project.Surroundings(decisions, documents));
        assertThat(report.problems()).isEmpty();
        assertThat(report.findings().stream()
                        .filter(finding -> finding.category().equals(ReadModule.CATEGORY))
                        .toList())
                .as("the example is Rego")
                .isEmpty();
        return report;
    }
}
