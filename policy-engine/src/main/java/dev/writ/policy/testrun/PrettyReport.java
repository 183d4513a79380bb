package dev.writ.policy.testrun;

import dev.writ.policy.builtin.golang.GoDuration;
import dev.writ.policy.explain.FailureLine;
import dev.writ.policy.explain.TraceEvent;
import dev.writ.policy.explain.TraceText;
import dev.writ.policy.explain.Traceback;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.testrun.TestResult.Outcome;
import java.util.List;
import java.util.function.UnaryOperator;

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
            if (error.details() instanceof Traceback traceback) {
                out.append(indented(traceback.toString().strip()));
            }
        }
        return out.toString();
    }

    /**
     * Why tests failed: the steps that were kept, the expression that failed last with its values, the cases that failed.
     *
     * @param steps chooses those of the steps that are shown
     * @param verbose whether steps are shown
     * @param values whether values are shown
     */
    public static String failures(
            TestReport report, UnaryOperator<List<TraceEvent>> steps, boolean verbose, boolean values) {
        List<TestResult> failed = report.results().stream()
                .filter(result -> result.outcome() == Outcome.FAIL)
                .toList();
        if (failed.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder(RULER + "\nFAILURES\n" + RULER + "\n");
        for (TestResult result : failed) {
            out.append(headline(result)).append('\n');
            if (verbose) {
                List<List<String>> rows = TraceText.rows(steps.apply(result.trace()), values);
                out.append('\n').append(TraceText.table(rows, "  ", "  "));
            }
            if (!result.cases().isEmpty()) {
                out.append('\n');
                result.cases().values().forEach(top -> failedCases(top, "  ", "", values, out));
            } else if (values) {
                out.append('\n');
                FailureLine.of(result.trace())
                        .forEach(line -> out.append("  ").append(line).append('\n'));
            }
            out.append('\n');
        }
        return out.toString();
    }

    /** Each case that failed, below the names of the groups that it is in. */
    private static void failedCases(
            SubResult result, String indent, String lineage, boolean values, StringBuilder out) {
        String below = lineage + indent + result.name() + ": FAIL\n";
        if (!result.failed()) {
            return;
        }
        if (!result.isCase()) {
            result.cases().values().forEach(inner -> failedCases(inner, indent + "  ", below, values, out));
            return;
        }
        out.append(below);
        if (values) {
            out.append(indent).append("  \n");
            FailureLine.of(result.trace())
                    .forEach(line ->
                            out.append(indent).append("    ").append(line).append('\n'));
        }
    }

    private static String headline(TestResult result) {
        return result.fullName() + ": " + result.outcome() + " ("
                + GoDuration.format(result.duration().toNanos()) + ")";
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
