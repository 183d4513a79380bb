package dev.writ.policy.testrun;

import dev.writ.policy.builtin.golang.GoDuration;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.testrun.TestResult.Outcome;
import java.util.List;

/** The report for people, as {@code opa test} prints it. */
public final class PrettyReport {

    private static final String RULER = "-".repeat(80);

    private PrettyReport() {}

    /**
     * The text of a report.
     *
     * @param verbose whether tests that passed are listed too
     */
    public static String render(TestReport report, boolean verbose) {
        StringBuilder out = new StringBuilder();
        String file = "";
        for (TestResult result : report.results()) {
            String text = render(result, verbose, file);
            file = text.isEmpty() ? file : result.place().file().name();
            out.append(text);
        }
        return out + summary(report, !out.isEmpty());
    }

    /**
     * The text of one result; empty for one that passed, unless it is verbose.
     *
     * @param file the file of the result before it, empty for the first
     */
    public static String render(TestResult result, boolean verbose, String file) {
        if (!verbose && result.outcome() == Outcome.PASS) {
            return "";
        }
        StringBuilder out = new StringBuilder();
        String name = result.place().file().name();
        out.append(!file.isEmpty() && !file.equals(name) ? "\n" : "");
        out.append(name).append(':').append(result.place().line()).append(":\n");
        out.append(result.fullName()).append(": ").append(result.outcome());
        if (result.outcome() != Outcome.SKIPPED) {
            out.append(" (")
                    .append(GoDuration.format(result.duration().toNanos()))
                    .append(')');
        }
        out.append('\n');
        result.cases()
                .values()
                .forEach(top -> top.visit(0, (below, depth) -> {
                    if (verbose || below.failed()) {
                        out.append("  ".repeat(depth + 1))
                                .append(below.name())
                                .append(below.failed() ? ": FAIL\n" : ": PASS\n");
                    }
                }));
        if (!result.output().isEmpty()) {
            out.append('\n').append(indented(result.output().strip())).append("\n");
        }
        for (Diagnostic error : result.errors()) {
            out.append(indented(error.toString()));
        }
        return out.toString();
    }

    private static String indented(String text) {
        return "  " + text.replace("\n", "\n  ") + "\n";
    }

    /**
     * The counts of a report; nothing for one without tests.
     *
     * @param ruled whether a line comes before them, as it does where results were listed
     */
    public static String summary(TestReport report, boolean ruled) {
        StringBuilder out = new StringBuilder(ruled ? RULER + "\n" : "");
        long all = report.count();
        for (Outcome outcome : List.of(Outcome.PASS, Outcome.FAIL, Outcome.SKIPPED, Outcome.ERROR)) {
            long count = report.count(outcome);
            if (count > 0) {
                out.append(outcome)
                        .append(": ")
                        .append(count)
                        .append('/')
                        .append(all)
                        .append('\n');
            }
        }
        return out.toString();
    }
}
