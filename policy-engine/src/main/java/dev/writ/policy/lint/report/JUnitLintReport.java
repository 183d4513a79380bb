package dev.writ.policy.lint.report;

import dev.writ.policy.lint.Finding;
import dev.writ.policy.lint.run.LintReport;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The report as JUnit's XML: a suite for each file with findings, and a failed case for each of them. */
public final class JUnitLintReport {
    private JUnitLintReport() {}

    /** The text, with a line break at its end. */
    public static String render(LintReport report) {
        TreeMap<String, List<Finding>> files = report.findings().stream()
                .collect(Collectors.groupingBy(finding -> finding.place().file(), TreeMap::new, Collectors.toList()));
        int all = report.findings().size();
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<testsuites name=\"writ lint\" tests=\"%d\" failures=\"%d\">\n".formatted(all, all));
        files.forEach((file, findings) -> suite(out, file.isEmpty() ? "project" : Visible.of(file), findings));
        return out.append("</testsuites>\n").toString();
    }

    private static void suite(StringBuilder out, String file, List<Finding> findings) {
        out.append("  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\">\n"
                .formatted(escaped(file), findings.size(), findings.size()));
        for (Finding finding : findings) {
            String message = Visible.of(finding.message());
            String name =
                    Visible.of(finding.id()) + (finding.place().row() > 0 ? ": " + TextReport.place(finding) : "");
            out.append("    <testcase name=\"%s\" classname=\"%s\">\n".formatted(escaped(name), escaped(file)))
                    .append("      <failure message=\"%s\" type=\"%s\">%s</failure>\n"
                            .formatted(escaped(message), finding.level().label(), escaped(details(finding))))
                    .append("    </testcase>\n");
        }
        out.append("  </testsuite>\n");
    }

    private static String details(Finding finding) {
        String where = finding.place().row() == 0
                ? ""
                : "Location: %s\nText: %s\n"
                        .formatted(
                                TextReport.place(finding),
                                Visible.line(finding.place().text().strip()));
        return "Rule: %s\nDescription: %s\n%sDocumentation: %s"
                .formatted(
                        Visible.of(finding.id()),
                        Visible.of(finding.message()),
                        where,
                        RulePage.of(finding.category(), finding.rule()));
    }

    private static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\n', '\t' -> out.appendCodePoint(c);
                default -> out.appendCodePoint(c < ' ' || c == 0xFFFE || c == 0xFFFF ? 0xFFFD : c);
            }
        });
        return out.toString();
    }
}
