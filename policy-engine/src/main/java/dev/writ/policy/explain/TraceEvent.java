package dev.writ.policy.explain;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.Maybe;
import java.util.List;

/**
 * One step of an evaluation.
 *
 * @param kind what happened
 * @param query the body in which it happened: a number for each time that one is entered
 * @param parent the body from which that one was entered
 * @param body whether it happened to the body, not to one of its expressions
 * @param text the rule, the expression or the note
 * @param place where it was written
 * @param values what of the expression has a value; empty unless values are wanted
 */
public record TraceEvent(
        Kind kind, int query, int parent, boolean body, String text, Span place, List<ShownValue> values) {

    /** What happened. */
    public enum Kind {
        ENTER("Enter"),
        EXIT("Exit"),
        EVAL("Eval"),
        REDO("Redo"),
        FAIL("Fail"),
        INDEX("Index"),
        NOTE("Note");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** As it is printed. */
        public String label() {
            return label;
        }
    }

    /**
     * Something with a value.
     *
     * @param text how it is written
     * @param place where
     * @param variable whether it is a variable, not a part of one
     * @param value its value, which may be undefined
     */
    public record ShownValue(String text, Span place, boolean variable, Maybe value) {}

    public TraceEvent {
        values = List.copyOf(values);
    }
}
