package dev.writ.policy.lint;

import dev.writ.policy.source.Span;

/** Takes the findings of one rule. */
public interface Sink {
    /**
     * Takes one finding.
     *
     * @param place where it is
     * @param message what is wrong: lower case, no full stop, names in backticks
     */
    default void report(Span place, String message) {
        report(place, message, Fix.NONE);
    }

    /** Takes one finding that can be mended. */
    void report(Span place, String message, Fix fix);

    /** Takes a finding of the project as a whole. */
    void report(String message);

    /** The options of the rule. */
    Settings settings();
}
