package dev.writ.cli.policy;

import dev.writ.policy.testrun.PrettyReport;
import dev.writ.policy.testrun.TestReport;
import dev.writ.policy.testrun.TestResult;
import dev.writ.policy.testrun.TestResult.Outcome;
import java.io.PrintWriter;

/** Prints results of tests for people as soon as they are there, and the counts when all of them are. */
final class TestReporter {

    private final PrintWriter out;
    private final boolean verbose;
    private final Progress progress;
    private String file = "";
    private boolean printed;
    private int done;

    TestReporter(PrintWriter out, boolean verbose, Progress progress) {
        this.out = out;
        this.verbose = verbose;
        this.progress = progress;
    }

    void result(TestResult result) {
        String text = PrettyReport.render(result, verbose, file);
        done++;
        if (text.isEmpty()) {
            progress.show(done + " tests");
            return;
        }
        progress.clear();
        printed = true;
        file = result.place().file().name();
        out.print(text);
        out.flush();
    }

    /** A measured result, as a line of its own; one that did not pass is shown as ever. */
    void benchmark(TestResult result, BenchmarkText text) {
        if (result.outcome() != Outcome.PASS || result.timing().isEmpty()) {
            result(result);
            return;
        }
        progress.clear();
        printed = true;
        out.println(text.line(result.fullName(), result.timing().get()));
        out.flush();
    }

    /** The counts; before them {@code failures}, which says why tests failed. */
    void end(TestReport report, String failures) {
        progress.clear();
        out.print(failures);
        out.print(PrettyReport.summary(report, printed));
        out.flush();
    }
}
