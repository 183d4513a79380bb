package dev.writ.policy.compare;

import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.PolicyException;
import dev.writ.policy.runtime.EffectLog;
import dev.writ.policy.runtime.PrintSink;
import dev.writ.policy.runtime.Tracer;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.Maybe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Asks the second engine on threads of its own and reports what comes out; nothing of it reaches the one who asked. */
final class Second implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Second.class.getName());
    private static final long IDLE_SECONDS = 60;

    private final DifferenceListener listener;
    private final boolean records;
    private final Duration closing;
    private final ThreadPoolExecutor threads;

    /** @param records whether both engines take a log of effects */
    Second(DifferenceListener listener, boolean records, CompareOptions options) {
        this.listener = listener;
        this.records = records;
        this.closing = options.closing();
        this.threads = new ThreadPoolExecutor(
                options.threads(),
                options.threads(),
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(options.pending()),
                Thread.ofPlatform().name("writ-compare-", 0).daemon(true).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** The options for the first engine: with a log, if both take one and the caller gave none. */
    EvaluationOptions forFirst(EvaluationOptions options) {
        return records && options.effects().isEmpty() ? options.withEffects(EffectLog.recording()) : options;
    }

    /** Compares, later. */
    void compare(
            String subject,
            Maybe input,
            EvaluationOptions first,
            Outcome answered,
            Function<EvaluationOptions, Outcome> second) {
        EvaluationOptions options = forSecond(first);
        try {
            threads.execute(() -> run(subject, input, answered, options, second));
        } catch (RejectedExecutionException full) {
            tell(() -> listener.skipped(subject));
        }
    }

    /** What the first engine's functions gave is given again; its clock, output and cancellation stay with its caller. */
    private EvaluationOptions forSecond(EvaluationOptions first) {
        EvaluationOptions fresh = EvaluationOptions.standard();
        return new EvaluationOptions(
                first.limits(),
                first.strictBuiltinErrors(),
                fresh.cancellation(),
                fresh.environment(),
                records ? first.effects().map(log -> EffectLog.continuing(log.toValue())) : Optional.empty(),
                PrintSink.NONE,
                Tracer.NONE);
    }

    private void run(
            String subject,
            Maybe input,
            Outcome answered,
            EvaluationOptions options,
            Function<EvaluationOptions, Outcome> second) {
        Outcome other;
        try {
            other = second.apply(options);
        } catch (RuntimeException | StackOverflowError fault) {
            other = new Outcome.Errors(fault(fault));
        }
        Optional<Difference> difference = Comparison.of(subject, input, answered, other);
        tell(() -> difference.ifPresentOrElse(listener::different, () -> listener.same(subject)));
    }

    private static List<Diagnostic> fault(Throwable fault) {
        LOG.log(System.Logger.Level.WARNING, "the second engine failed", fault);
        return List.of(
                Diagnostic.error(DiagnosticCode.EVAL_INTERNAL, null, "the second engine failed, the log says how"));
    }

    /** Reports that the second engine refuses a document or query. */
    void refused(String subject, RuntimeException why) {
        List<Diagnostic> diagnostics = why instanceof PolicyException e ? e.diagnostics() : fault(why);
        tell(() -> listener.refused(subject, diagnostics));
    }

    private static void tell(Runnable report) {
        try {
            report.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "a listener of differences failed", e);
        }
    }

    /** Waits for comparisons on their way, no longer than the options say. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(closing.toNanos(), TimeUnit.NANOSECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
