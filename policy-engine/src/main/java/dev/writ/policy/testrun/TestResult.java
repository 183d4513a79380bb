package dev.writ.policy.testrun;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.Span;
import java.time.Duration;
import java.util.List;

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
 */
public record TestResult(
        String packagePath,
        String name,
        Span place,
        Outcome outcome,
        Duration duration,
        String output,
        List<Diagnostic> errors) {

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
    }

    /** The full name of the rule. */
    public String fullName() {
        return packagePath + "." + name;
    }
}
