package dev.writ.policy.wasm;

import dev.writ.policy.Evaluation;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.EvaluationStatistics;
import dev.writ.policy.PreparedPolicy;
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
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.Undefined;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entrypoint of a module.
 *
 * @param entrypoint as it was asked for
 * @param number the number of the entrypoint at it or above it
 * @param inside where to look in the document of that entrypoint
 */
record WasmPreparedPolicy(
        String entrypoint,
        int number,
        List<RegoValue> inside,
        WasmProgram program,
        WasmPool pool,
        PatternCache patterns)
        implements PreparedPolicy {

    private static final System.Logger LOG = System.getLogger(WasmPreparedPolicy.class.getName());
    private static final byte[] NO_INPUT = {};

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
                            DiagnosticCode.EVAL_LIMIT, null, "the input nests too deeply for the stack of this thread"),
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

    /** Steps are not counted: only the module could. */
    private static EvaluationStatistics statistics(Meter meter) {
        return new EvaluationStatistics(meter.elapsedNanos(), 0);
    }

    private Maybe document(Maybe input, EvaluationOptions options, Meter meter) {
        byte[] text = text(input);
        Execution execution = new Execution(
                // Looked at on the thread of the pool, by built-ins; the caller's cancellation is asked by the caller.
                new Meter(options.limits(), () -> Thread.currentThread().isInterrupted()),
                options.strictBuiltinErrors(),
                options.environment(),
                options.effects().orElseGet(EffectLog::recording),
                options.print(),
                options.tracer(),
                patterns);
        long millis = options.limits().timeout().toMillis();
        long deadline = System.nanoTime() - meter.elapsedNanos() + saturated(millis);
        RegoSet results = pool.start(instance -> instance.evaluate(number, text, execution))
                .await(deadline, millis, options.cancellation());
        return Lookups.path(result(results), inside);
    }

    private static long saturated(long millis) {
        // A year is out of reach of any evaluation and far from overflow.
        return Math.clamp(millis, 1, 31_536_000_000L) * 1_000_000L;
    }

    private byte[] text(Maybe input) {
        if (!(input instanceof RegoValue value)) {
            return NO_INPUT;
        }
        byte[] text = RegoText.write(value);
        int limit = program.options().inputBytes();
        if (text.length > limit) {
            throw WasmFailures.limit(
                    "the input has " + text.length + " bytes, the limit is " + limit, "send less, or raise the limit");
        }
        return text;
    }

    private static Maybe result(RegoSet results) {
        if (results.size() == 0) {
            return Undefined.UNDEFINED;
        }
        @Nullable
        RegoValue value = results.size() == 1 && results.get(0) instanceof RegoObject binding
                ? binding.get(RegoString.of("result"))
                : null;
        if (value == null) {
            throw WasmFailures.internal("the module gave results that do not fit its interface");
        }
        return value;
    }
}
