package dev.writ.policy.testrun;

import dev.writ.policy.explain.TraceEvent;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.Span;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one test came to.
 *
 * @param packagePath the package of the test, with {@code data.} before it
 * @param name the name of the rule
 * @param place where the rule starts
 * @param outcome how it ended
 * @param duration how long it took
 * @param output what the test printed, each line ended by a line feed
 * @param errors why it could not be evaluated; empty unless the outcome is {@code ERROR}
 * @param cases what its cases came to, by name; empty for a test without cases
 * @param timing what repeating it took, where it was repeated to be measured
 * @param trace the steps of a test that failed; empty unless they are wanted
 */
public record TestResult(
        String packagePath,
        String name,
        Span place,
        Outcome outcome,
        Duration duration,
        String output,
        List<Diagnostic> errors,
        SortedMap<String, SubResult> cases,
        Optional<Timing> timing,
        List<TraceEvent> trace) {

    /** How a test ends. */
    public enum Outcome {
        /** The rule has a value other than false. */
        PASS,
        /** The rule is false or undefined. */
        FAIL,
        /** The rule could not be evaluated. */
        ERROR,
        /** The test is still to be written. */
        SKIPPED
    }

    public TestResult {
        errors = List.copyOf(errors);
        trace = List.copyOf(trace);
        cases = Collections.unmodifiableSortedMap(new TreeMap<>(cases));
    }

    /** The same with measurements. */
    public TestResult withTiming(Timing value) {
        return new TestResult(
                packagePath, name, place, outcome, duration, output, errors, cases, Optional.of(value), trace);
    }

    /** The same with steps, of the whole test and of its cases. */
    public TestResult withTrace(List<TraceEvent> value, SortedMap<String, SubResult> tracedCases) {
        return new TestResult(packagePath, name, place, outcome, duration, output, errors, tracedCases, timing, value);
    }

    /** How many tests this counts as with an outcome: each case counts, and so does a test without cases. */
    long count(Outcome wanted) {
        if (cases.isEmpty() || outcome == Outcome.SKIPPED || outcome == Outcome.ERROR) {
            return outcome == wanted ? 1 : 0;
        }
        long[] count = {0};
        cases.values()
                .forEach(top -> top.visit(0, (result, depth) -> {
                    boolean fits = wanted == (result.failed() ? Outcome.FAIL : Outcome.PASS);
                    count[0] += result.isCase() && fits ? 1 : 0;
                }));
        return count[0];
    }

    /** The full name of the rule. */
    public String fullName() {
        return packagePath + "." + name;
    }
}
