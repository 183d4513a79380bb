package dev.writ.policy.runtime;

import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinEnvironment;
import dev.writ.policy.builtin.BuiltinLimits;
import dev.writ.policy.builtin.PatternCache;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The state of one evaluation, on one thread: what it has used, and its ways to the outside. */
public final class Execution implements BuiltinContext {

    private static final int MAX_RESULT_DEPTH = 1_000;

    private final Meter meter;
    private final boolean strict;
    private final BuiltinEnvironment environment;
    private final EffectLog effects;
    private final PrintSink print;
    private final Tracer tracer;
    private final PatternCache patterns;
    private final BuiltinLimits builtinLimits;
    private @Nullable Span place;

    /**
     * Starts an evaluation.
     *
     * @param meter its limits
     * @param strict whether a failing built-in ends it
     * @param environment the time and random numbers
     * @param effects what non-deterministic calls give
     * @param print where the output of {@code print} goes
     * @param tracer told what is evaluated
     * @param patterns compiled patterns, shared with other evaluations
     */
    public Execution(
            Meter meter,
            boolean strict,
            BuiltinEnvironment environment,
            EffectLog effects,
            PrintSink print,
            Tracer tracer,
            PatternCache patterns) {
        this.meter = meter;
        this.strict = strict;
        this.environment = environment;
        this.effects = effects;
        this.print = print;
        this.tracer = tracer;
        this.patterns = patterns;
        EvaluationLimits limits = meter.limits();
        this.builtinLimits = new BuiltinLimits(limits.textLength(), limits.collectionSize(), MAX_RESULT_DEPTH);
    }

    /** Counts steps and checks limits. */
    public Meter meter() {
        return meter;
    }

    /** Whether a failing built-in ends the evaluation. */
    public boolean strict() {
        return strict;
    }

    /** Told what is evaluated. */
    public Tracer tracer() {
        return tracer;
    }

    /** Notes which call comes next. */
    void at(Span call) {
        place = call;
    }

    @Override
    public @Nullable Span location() {
        return place;
    }

    @Override
    public void checkpoint() {
        meter.checkpoint(place);
    }

    @Override
    public BuiltinLimits limits() {
        return builtinLimits;
    }

    @Override
    public RuntimeException limitExceeded(String what) {
        return meter.tooLarge(what, place);
    }

    @Override
    public BuiltinEnvironment environment() {
        return environment;
    }

    @Override
    public RegoValue recorded(String builtin, List<RegoValue> operands, Supplier<RegoValue> compute) {
        return effects.result(builtin, operands, compute);
    }

    @Override
    public PatternCache patterns() {
        return patterns;
    }

    @Override
    public boolean printing() {
        return print.wanted();
    }

    @Override
    public void print(String line) {
        print.print(place, line);
    }

    /** One line of {@code print} output from a place. */
    public void print(String line, Span from) {
        print.print(from, line);
    }

    @Override
    public void note(String text) {
        if (tracer.wanted()) {
            tracer.note(text);
        }
    }
}
