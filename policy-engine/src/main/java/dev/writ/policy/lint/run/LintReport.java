package dev.writ.policy.lint.run;

import dev.writ.policy.lint.Finding;
import dev.writ.policy.lint.Level;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run found.
 *
 * @param findings in the order in which they are shown
 * @param files how many files were linted, those that do not parse included
 * @param skipped how many rules did not run because what their advice needs is not there
 * @param problems what kept the run from being complete, for people: files that cannot be read, rules that failed
 * @param warnings what may surprise, for people
 */
public record LintReport(List<Finding> findings, int files, int skipped, List<String> problems, List<String> warnings) {
    public LintReport {
        findings = findings.stream().sorted(Finding.order()).toList();
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /** The same with other findings. */
    public LintReport withFindings(List<Finding> others) {
        return new LintReport(others, files, skipped, problems, warnings);
    }

    /** The same with more problems. */
    public LintReport withProblems(List<String> more) {
        List<String> all = new ArrayList<>(problems);
        all.addAll(more);
        return new LintReport(findings, files, skipped, all, warnings);
    }

    /** How many findings have that level. */
    public long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    /** How many files have findings. */
    public long failedFiles() {
        return findings.stream()
                .map(finding -> finding.place().file())
                .filter(file -> !file.isEmpty())
                .distinct()
                .count();
    }
}
