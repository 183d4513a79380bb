package dev.writ.policy.lint.report;

import dev.writ.policy.lint.Finding;
import dev.writ.policy.lint.Level;
import dev.writ.policy.lint.run.LintReport;

/** Reports for people: a block for each finding, or a line. */
public final class TextReport {
    private static final String RESET = "\u001b[0m";

    private TextReport() {}

    /** A block for each finding, with the line that it is about and the page that explains it. */
    public static String pretty(LintReport report, boolean colour) {
        StringBuilder out = new StringBuilder();
        for (Finding finding : report.findings()) {
            String mark = colour ? colour(finding.level()) : "";
            row(out, "Rule:", mark + Visible.of(finding.rule()) + (colour ? RESET : ""));
            row(out, "Description:", Visible.of(finding.message()));
            row(out, "Category:", Visible.of(finding.category()));
            row(out, "Level:", finding.level().label());
            row(out, "Location:", place(finding));
            if (finding.place().row() > 0) {
                row(out, "Text:", Visible.line(finding.place().text().strip()));
            }
            row(out, "Documentation:", RulePage.of(finding.category(), finding.rule()));
            out.append('\n');
        }
        return out.append(summary(report)).append('\n').toString();
    }

    /** A line for each finding. */
    public static String compact(LintReport report) {
        StringBuilder out = new StringBuilder();
        for (Finding finding : report.findings()) {
            out.append(place(finding))
                    .append(": ")
                    .append(finding.level().label())
                    .append(": ")
                    .append(Visible.of(finding.message()))
                    .append(" (")
                    .append(Visible.of(finding.id()))
                    .append(")\n");
        }
        return out.append(summary(report)).append('\n').toString();
    }

    /** Where a finding is, in one line; what is about no single file is about the project. */
    static String place(Finding finding) {
        return finding.place().row() > 0 ? Visible.of(finding.place().toString()) : "project";
    }

    private static void row(StringBuilder out, String name, String value) {
        out.append(String.format("%-15s", name)).append(value).append('\n');
    }

    private static String colour(Level level) {
        return switch (level) {
            case ERROR -> "\u001b[31m";
            case WARNING -> "\u001b[33m";
            case IGNORE -> "";
        };
    }

    private static String summary(LintReport report) {
        int found = report.findings().size();
        String findings = found == 0 ? "No findings" : found == 1 ? "1 finding" : found + " findings";
        String where = report.failedFiles() < 2 ? "" : " in " + report.failedFiles() + " files";
        String skipped = report.skipped() == 0
                ? ""
                : " " + report.skipped() + (report.skipped() == 1 ? " rule" : " rules")
                        + " skipped: the functions that they advise are not there.";
        return (report.files() == 1 ? "1 file" : report.files() + " files") + " linted. " + findings + where + "."
                + skipped;
    }
}
