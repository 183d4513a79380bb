package dev.writ.policy.testrun;

import dev.writ.policy.builtin.golang.GoDuration;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.Span;
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
            if (verbose || result.outcome() != Outcome.PASS) {
                String name = result.place().file().name();
                out.append(!file.isEmpty() && !file.equals(name) ? "\n" : "");
                file = name;
                test(out, result);
            }
        }
        if (!out.isEmpty()) {
            out.append(RULER).append('\n');
        }
        count(out, report, Outcome.PASS, true);
        count(out, report, Outcome.FAIL, false);
        count(out, report, Outcome.SKIPPED, false);
        count(out, report, Outcome.ERROR, false);
        return out.toString();
    }

    private static void test(StringBuilder out, TestResult result) {
        Span place = result.place();
        out.append(place.file().name()).append(':').append(place.line()).append(":\n");
        out.append(result.fullName()).append(": ").append(result.outcome());
        if (result.outcome() != Outcome.SKIPPED) {
            out.append(" (")
                    .append(GoDuration.format(result.duration().toNanos()))
                    .append(')');
        }
        out.append('\n');
        for (Diagnostic error : result.errors()) {
            out.append("  ").append(error).append('\n');
        }
        if (!result.output().isEmpty()) {
            out.append('\n');
            result.output()
                    .lines()
                    .forEach(line -> out.append("  ").append(line).append('\n'));
            out.append('\n');
        }
    }

    private static void count(StringBuilder out, TestReport report, Outcome outcome, boolean always) {
        long count = report.count(outcome);
        if (always || count > 0) {
            List<TestResult> results = report.results();
            out.append(outcome)
                    .append(": ")
                    .append(count)
                    .append('/')
                    .append(results.size())
                    .append('\n');
        }
    }
}
