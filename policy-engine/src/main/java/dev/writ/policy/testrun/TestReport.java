package dev.writ.policy.testrun;

import dev.writ.policy.testrun.TestResult.Outcome;
import java.util.List;

/** The results of a run, in the order of files and lines. */
public record TestReport(List<TestResult> results) {

    public TestReport {
        results = List.copyOf(results);
    }

    /** How many tests ended so. */
    public long count(Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    /** Whether no test failed or could not be evaluated. */
    public boolean isSuccess() {
        return count(Outcome.FAIL) == 0 && count(Outcome.ERROR) == 0;
    }
}
