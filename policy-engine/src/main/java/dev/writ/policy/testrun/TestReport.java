package dev.writ.policy.testrun;

import dev.writ.policy.testrun.TestResult.Outcome;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** The results of a run, in the order of files and lines. */
public record TestReport(List<TestResult> results) {

    public TestReport {
        results = List.copyOf(results);
    }

    /** How many tests ended so; each case of a test counts by itself. */
    public long count(Outcome outcome) {
        return results.stream().mapToLong(result -> result.count(outcome)).sum();
    }

    /** How many tests and cases there were. */
    public long count() {
        return Arrays.stream(Outcome.values()).mapToLong(this::count).sum();
    }

    /** Only what did not pass. */
    public TestReport withoutPassed() {
        return new TestReport(results.stream()
                .filter(result -> result.outcome() != Outcome.PASS)
                .toList());
    }

    /** The same with the slowest test first. */
    public TestReport byDuration() {
        return new TestReport(results.stream()
                .sorted(Comparator.comparing(TestResult::duration).reversed())
                .toList());
    }

    /** Whether no test failed or could not be evaluated. */
    public boolean isSuccess() {
        return results.stream()
                .noneMatch(result -> result.outcome() == Outcome.FAIL || result.outcome() == Outcome.ERROR);
    }
}
