package dev.writ.policy;

import dev.writ.policy.builtin.PatternCache;
import dev.writ.policy.runtime.EffectLog;
import dev.writ.policy.runtime.EvaluationException;
import dev.writ.policy.runtime.Execution;
import dev.writ.policy.runtime.Meter;
import dev.writ.policy.runtime.Scope;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Runs evaluations of one engine: makes their state, and turns whatever ends them into a result. */
final class NativeRun {

    private static final System.Logger LOG = System.getLogger(NativeRun.class.getName());

    private final RegoObject data;
    private final PatternCache patterns;
    private final Optional<Set<String>> hosts;

    /** @param hosts the only hosts that may be reached; absent where the environment of the evaluation decides */
    NativeRun(RegoObject data, PatternCache patterns, Optional<Set<String>> hosts) {
        this.data = data;
        this.patterns = patterns;
        this.hosts = hosts;
    }

    /** What is evaluated: gives the result of success. */
    interface Body<T> {
        T evaluate(Execution execution, Scope scope, Meter meter);
    }

    /** Evaluates; {@code failed} makes the result of an evaluation that ended with errors. */
    <T> T evaluate(
            Maybe input,
            EvaluationOptions options,
            Body<T> body,
            BiFunction<List<Diagnostic>, EvaluationStatistics, T> failed) {
        Meter meter = new Meter(options.limits(), options.cancellation());
        Execution execution = new Execution(
                meter,
                options.strictBuiltinErrors(),
                hosts.map(options.environment()::restrictedTo).orElseGet(options::environment),
                options.effects().orElseGet(EffectLog::recording),
                options.print(),
                options.tracer(),
                patterns);
        try {
            return body.evaluate(execution, Scope.outermost(input, data), meter);
        } catch (EvaluationException ended) {
            return failed.apply(List.of(ended.diagnostic()), statistics(meter));
        } catch (StackOverflowError ignored) {
            Diagnostic tooDeep = Diagnostic.error(
                    DiagnosticCode.EVAL_LIMIT,
                    execution.location(),
                    "the evaluation nests too deeply for the stack of its thread",
                    "give the thread a larger stack, or lower the limit on the call depth");
            return failed.apply(List.of(tooDeep), statistics(meter));
        } catch (RuntimeException fault) {
            LOG.log(System.Logger.Level.ERROR, "a fault of the engine ended an evaluation", fault);
            Diagnostic internal = Diagnostic.error(
                    DiagnosticCode.EVAL_INTERNAL, execution.location(), "the engine failed, its log says how");
            return failed.apply(List.of(internal), statistics(meter));
        }
    }

    static EvaluationStatistics statistics(Meter meter) {
        return new EvaluationStatistics(meter.elapsedNanos(), meter.steps());
    }
}
