package dev.writ.policy.runtime;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import org.jspecify.annotations.Nullable;

/**
 * Counts what one evaluation uses and ends it when a limit is reached. Used by one thread. A step costs one increment
 * and one comparison; the clock and the cancellation are looked at every {@value #INTERVAL} steps.
 */
public final class Meter {

    private static final int INTERVAL = 1024;

    /** What a value may say at most; more than any document of data, which files of 512 MiB hold. */
    private static final int MAX_WEIGHT = 1 << 30;

    private final EvaluationLimits limits;
    private final Cancellation cancellation;
    private final long startNanos;
    private final long deadlineNanos;
    private long steps;
    private long nextLook;
    private int depth;

    /** Starts counting now. */
    public Meter(EvaluationLimits limits, Cancellation cancellation) {
        this.limits = limits;
        this.cancellation = cancellation;
        this.startNanos = System.nanoTime();
        this.deadlineNanos = startNanos + saturatedNanos(limits);
        this.nextLook = Math.min(INTERVAL, limits.steps() + 1);
    }

    private static long saturatedNanos(EvaluationLimits limits) {
        // A year is out of reach of any evaluation and far from overflow.
        return Math.min(limits.timeout().toSeconds(), 31_536_000L) * 1_000_000_000L
                + limits.timeout().toNanosPart();
    }

    /** Counts one iteration or call at a place. */
    public void step(Span place) {
        if (++steps >= nextLook) {
            look(place);
        }
    }

    /** Counts one step of work whose place may not be known. */
    public void checkpoint(@Nullable Span place) {
        if (++steps >= nextLook) {
            look(place);
        }
    }

    /** Enters a rule or function. */
    public void enter(String name, Span place) {
        step(place);
        if (++depth > limits.callDepth()) {
            throw tooDeep(name, depth, place);
        }
    }

    /** Leaves a rule or function. */
    public void leave() {
        depth--;
    }

    /** Checks the number of elements of a collection under construction. */
    public void size(int elements, @Nullable Span place) {
        if (elements > limits.collectionSize()) {
            throw exceeded(
                    "a collection grew beyond " + limits.collectionSize() + " elements",
                    place,
                    "collect fewer, or allow larger collections");
        }
    }

    /** Checks the length of a string that was built. */
    public void text(long characters, @Nullable Span place) {
        if (characters > limits.textLength()) {
            throw exceeded(
                    "a string grew beyond " + limits.textLength() + " characters",
                    place,
                    "put less into it, or allow longer strings");
        }
    }

    /** Checks how much a value says that was put together from others, which may be shared in it again and again. */
    public <T extends RegoValue> T weigh(T value, @Nullable Span place) {
        if (value.weight() > MAX_WEIGHT) {
            throw exceeded(
                    "a value grew beyond " + MAX_WEIGHT + " characters of JSON",
                    place,
                    "it repeats what it is made of: build less of it");
        }
        return value;
    }

    /** The error for a rule or function that is called too deeply. */
    public EvaluationException tooDeep(String name, int calls, @Nullable Span place) {
        return exceeded(
                "`" + name + "` is called " + calls + " calls deep, the limit is " + limits.callDepth(),
                place,
                "let fewer rules wait for each other, or allow a greater depth");
    }

    /** The error for a built-in that makes too much; {@code what} says of what. */
    public EvaluationException tooLarge(String what, @Nullable Span place) {
        return exceeded(
                what + " is too large",
                place,
                "a call may make " + limits.textLength() + " characters or " + limits.collectionSize()
                        + " elements: ask for less, or allow more");
    }

    private static EvaluationException exceeded(String what, @Nullable Span place, String hint) {
        return new EvaluationException(Diagnostic.error(DiagnosticCode.EVAL_LIMIT, place, what, hint));
    }

    /** The limits in force. */
    public EvaluationLimits limits() {
        return limits;
    }

    /** Iterations and calls so far. */
    public long steps() {
        return steps;
    }

    /** Wall-clock nanoseconds so far. */
    public long elapsedNanos() {
        return System.nanoTime() - startNanos;
    }

    private void look(@Nullable Span place) {
        if (steps > limits.steps()) {
            throw exceeded(
                    "the evaluation took more than " + limits.steps() + " steps",
                    place,
                    "iterate over less, or allow more steps");
        }
        if (System.nanoTime() - deadlineNanos > 0) {
            throw exceeded(
                    "the evaluation took more than " + limits.timeout().toMillis() + " ms",
                    place,
                    "iterate over less, or allow more time");
        }
        if (cancellation.requested()) {
            throw new EvaluationException(
                    Diagnostic.error(DiagnosticCode.EVAL_CANCEL, place, "caller cancelled query execution"));
        }
        nextLook = Math.min(steps + INTERVAL, limits.steps() + 1);
    }
}
