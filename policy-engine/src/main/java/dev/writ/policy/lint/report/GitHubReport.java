package dev.writ.policy.lint.report;

import dev.writ.policy.lint.Finding;
import dev.writ.policy.lint.Level;
import dev.writ.policy.lint.Place;
import dev.writ.policy.lint.run.LintReport;

/** The report as commands that GitHub turns into remarks beside the lines. */
public final class GitHubReport {
    private GitHubReport() {}

    /** A command for each finding, and the summary as plain text. */
    public static String render(LintReport report) {
        StringBuilder out = new StringBuilder();
        for (Finding finding : report.findings()) {
            out.append("::")
                    .append(finding.level() == Level.ERROR ? "error" : "warning")
                    .append(' ')
                    .append(place(finding))
                    .append("::")
                    .append(escaped(finding.message() + ". See " + RulePage.of(finding.category(), finding.rule())))
                    .append('\n');
        }
        return out.append(report.files())
                .append(" file(s) linted. ")
                .append(report.findings().size())
                .append(" finding(s).\n")
                .toString();
    }

    /** The same as Markdown for the summary of a job. */
    public static String summary(LintReport report) {
        StringBuilder out = new StringBuilder("### writ lint\n\n");
        if (report.findings().isEmpty()) {
            return out.append(report.files())
                    .append(" file(s) linted, no findings.\n")
                    .toString();
        }
        out.append("| Place | Finding | Rule |\n|---|---|---|\n");
        for (Finding finding : report.findings()) {
            out.append("| %s | %s | [%s](%s) |\n"
                    .formatted(
                            markdown(TextReport.place(finding)),
                            markdown(Visible.of(finding.message())),
                            markdown(Visible.of(finding.rule())),
                            RulePage.of(finding.category(), finding.rule())));
        }
        return out.toString();
    }

    /** The text as it is, in a cell of a table. */
    private static String markdown(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("\\`|<[]*_~".indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append(c);
        }
        return out.toString();
    }

    private static String place(Finding finding) {
        Place place = finding.place();
        String title = "title=" + escaped(finding.id()).replace(":", "%3A").replace(",", "%2C");
        return place.row() == 0
                ? title
                : "file=%s,line=%d,endLine=%d,col=%d,%s"
                        .formatted(
                                escaped(place.file()).replace(":", "%3A").replace(",", "%2C"),
                                place.row(),
                                place.endRow(),
                                place.column(),
                                title);
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }
}
