package dev.writ.policy.opaplan;

import dev.writ.policy.Evaluation;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.EvaluationStatistics;
import dev.writ.policy.PreparedPolicy;
import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.PatternCache;
import dev.writ.policy.runtime.EffectLog;
import dev.writ.policy.runtime.EvaluationException;
import dev.writ.policy.runtime.Execution;
import dev.writ.policy.runtime.Lookups;
import dev.writ.policy.runtime.Meter;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.Undefined;
import java.util.List;
import java.util.Map;

/**
 * An entrypoint of a plan.
 *
 * @param entrypoint as it was asked for
 * @param code the entrypoint at it or above it
 * @param inside where to look in the document of that entrypoint
 */
record PlanPreparedPolicy(
        String entrypoint,
        OpaPlan.Code code,
        List<RegoValue> inside,
        OpaPlan plan,
        Map<String, Builtin> builtins,
        RegoObject data,
        PatternCache patterns)
        implements PreparedPolicy {

    private static final System.Logger LOG = System.getLogger(PlanPreparedPolicy.class.getName());

    @Override
    public Evaluation evaluate(Maybe input, EvaluationOptions options) {
        Meter meter = new Meter(options.limits(), options.cancellation());
        try {
            return switch (document(input, options, meter)) {
                case RegoValue value -> new Evaluation.Defined(value, statistics(meter));
                case Undefined ignored -> new Evaluation.Undefined(statistics(meter));
            };
        } catch (EvaluationException ended) {
            return failed(ended.diagnostic(), meter);
        } catch (StackOverflowError tooDeep) {
            return failed(
                    Diagnostic.error(
                            DiagnosticCode.EVAL_LIMIT,
                            null,
                            "the evaluation nests too deeply for the stack of its thread",
                            "give the thread a larger stack, or lower the limit on the call depth"),
                    meter);
        } catch (RuntimeException fault) {
            LOG.log(System.Logger.Level.ERROR, "a fault of the engine ended an evaluation", fault);
            return failed(
                    Diagnostic.error(DiagnosticCode.EVAL_INTERNAL, null, "the engine failed, its log says how"), meter);
        }
    }

    private static Evaluation failed(Diagnostic why, Meter meter) {
        return new Evaluation.Failed(List.of(why), statistics(meter));
    }

    private static EvaluationStatistics statistics(Meter meter) {
        return new EvaluationStatistics(meter.elapsedNanos(), meter.steps());
    }

    private Maybe document(Maybe input, EvaluationOptions options, Meter meter) {
        Execution execution = new Execution(
                meter,
                options.strictBuiltinErrors(),
                options.environment(),
                options.effects().orElseGet(EffectLog::recording),
                options.print(),
                options.tracer(),
                patterns);
        RegoSet results = new PlanRun(plan, builtins, execution)
                .entrypoint(code, input instanceof RegoValue value ? value : null, data);
        if (results.size() == 0) {
            return Undefined.UNDEFINED;
        }
        RegoValue result = results.get(0) instanceof RegoObject binding ? binding.get("result") : null;
        if (results.size() > 1 || result == null) {
            throw new EvaluationException(Diagnostic.error(
                    DiagnosticCode.EVAL_INTERNAL, null, "the plan gave results that do not fit an entrypoint"));
        }
        return Lookups.path(result, inside);
    }
}
