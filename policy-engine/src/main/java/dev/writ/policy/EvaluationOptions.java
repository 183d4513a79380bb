package dev.writ.policy;

import dev.writ.policy.builtin.BuiltinEnvironment;
import dev.writ.policy.runtime.Cancellation;
import dev.writ.policy.runtime.EffectLog;
import dev.writ.policy.runtime.EvaluationLimits;
import dev.writ.policy.runtime.PrintSink;
import dev.writ.policy.runtime.Tracer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * How one evaluation runs.
 *
 * @param limits what it may use
 * @param strictBuiltinErrors whether a failing built-in ends the evaluation rather than being undefined
 * @param cancellation asked now and then whether to go on
 * @param environment the time and random numbers
 * @param effects what non-deterministic calls gave: kept for a replay, or replayed; for one evaluation only. Absent where
 *     nobody wants to know
 * @param print where the output of {@code print} goes
 * @param tracer told what is evaluated
 */
public record EvaluationOptions(
        EvaluationLimits limits,
        boolean strictBuiltinErrors,
        Cancellation cancellation,
        BuiltinEnvironment environment,
        Optional<EffectLog> effects,
        PrintSink print,
        Tracer tracer) {

    private static final Duration UNLIMITED = Duration.ofDays(365);

    /** Standard limits, the system's clock, unpredictable random numbers, no output, no trace. */
    public static EvaluationOptions standard() {
        return new EvaluationOptions(
                EvaluationLimits.standard(),
                false,
                Cancellation.onInterrupt(),
                BuiltinEnvironment.of(InstantSource.system(), new SplittableRandom()),
                Optional.empty(),
                PrintSink.NONE,
                Tracer.NONE);
    }

    /** The same with other limits. */
    public EvaluationOptions withLimits(EvaluationLimits value) {
        return new EvaluationOptions(value, strictBuiltinErrors, cancellation, environment, effects, print, tracer);
    }

    /** The same with or without strict built-in errors. */
    public EvaluationOptions withStrictBuiltinErrors(boolean value) {
        return new EvaluationOptions(limits, value, cancellation, environment, effects, print, tracer);
    }

    /** The same with another cancellation. */
    public EvaluationOptions withCancellation(Cancellation value) {
        return new EvaluationOptions(limits, strictBuiltinErrors, value, environment, effects, print, tracer);
    }

    /** The same with another source of time and random numbers. */
    public EvaluationOptions withEnvironment(BuiltinEnvironment value) {
        return new EvaluationOptions(limits, strictBuiltinErrors, cancellation, value, effects, print, tracer);
    }

    /** The same with a log of effects, for one evaluation. */
    public EvaluationOptions withEffects(EffectLog value) {
        return new EvaluationOptions(
                limits, strictBuiltinErrors, cancellation, environment, Optional.of(value), print, tracer);
    }

    /** The same with another place for the output of {@code print}. */
    public EvaluationOptions withPrint(PrintSink value) {
        return new EvaluationOptions(limits, strictBuiltinErrors, cancellation, environment, effects, value, tracer);
    }

    /** The same, where the limit on the time cancels the evaluation as in OPA, from now on. */
    public EvaluationOptions cancelledInTime() {
        return withLimits(limits.withTimeout(UNLIMITED)).withCancellation(Cancellation.after(limits.timeout()));
    }

    /** The same for evaluating once more, watched: nothing is printed, and non-deterministic calls give what they gave. */
    public EvaluationOptions again(Tracer watch, EffectLog before) {
        return withTracer(watch).withPrint(PrintSink.NONE).withEffects(EffectLog.continuing(before.toValue()));
    }

    /** The same with another tracer. */
    public EvaluationOptions withTracer(Tracer value) {
        return new EvaluationOptions(limits, strictBuiltinErrors, cancellation, environment, effects, print, value);
    }
}
