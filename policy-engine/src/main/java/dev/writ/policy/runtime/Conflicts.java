package dev.writ.policy.runtime;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;

/** The errors of rules that contradict each other on the data at hand. */
public final class Conflicts {

    private static final int SHOWN = 60;

    private Conflicts() {}

    /**
     * One of the values that contradict each other.
     *
     * @param place the rule that gave it
     */
    public record Given(RegoValue value, Span place) {}

    /** A complete rule gave two values. */
    public static EvaluationException rule(String name, Given one, Given other) {
        return conflict(
                "rule " + name + " produced conflicting values: " + both(one, other),
                "make the bodies exclude each other, or use `else`",
                other.place());
    }

    /** A function gave two values for the same arguments. */
    public static EvaluationException function(String name, Given one, Given other) {
        return conflict(
                "function " + name + " produced conflicting values for the same inputs: " + both(one, other),
                "make the bodies exclude each other, or use `else`",
                other.place());
    }

    /** Two values for one key of an object. */
    public static EvaluationException key(RegoValue key, RegoValue one, RegoValue other, Span place) {
        return conflict(
                "object keys must be unique: " + shown(key) + " is " + both(one, other),
                "give the values different keys, or collect them in a set",
                place);
    }

    /** A value where other rules put an object of keys, or the other way round. */
    public static EvaluationException nesting(RegoValue key, Span place) {
        return conflict(
                "object keys must be unique: " + shown(key) + " is both a value and an object that other rules extend",
                "use one of the two",
                place);
    }

    /** Two values in one place of a template string. */
    public static EvaluationException template(RegoValue one, RegoValue other, Span place) {
        return conflict(
                "an expression of a template string has two values: " + both(one, other),
                "write an expression with one value, or join the values before",
                place);
    }

    /** Where one rule gave both, its place is that of the error. */
    private static String both(Given one, Given other) {
        return one.place().equals(other.place())
                ? both(one.value(), other.value())
                : shown(one.value()) + " at " + line(one.place()) + " and " + shown(other.value()) + " at "
                        + line(other.place());
    }

    private static String line(Span place) {
        return place.file().name() + ":" + place.line();
    }

    private static String both(RegoValue one, RegoValue other) {
        return shown(one) + " and " + shown(other);
    }

    private static String shown(RegoValue value) {
        String text = value.toString();
        return "`" + (text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…") + "`";
    }

    private static EvaluationException conflict(String message, String hint, Span place) {
        return new EvaluationException(Diagnostic.error(DiagnosticCode.EVAL_CONFLICT, place, message, hint));
    }
}
