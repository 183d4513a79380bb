package dev.writ.cli.policy;

import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.NativePolicyEngine;
import dev.writ.policy.PreparedQuery;
import dev.writ.policy.Query;
import dev.writ.policy.QueryResult;
import dev.writ.policy.bundle.PolicyFiles;
import dev.writ.policy.explain.Profile;
import dev.writ.policy.explain.Rerun;
import dev.writ.policy.explain.Trace;
import dev.writ.policy.explain.TraceDetail;
import dev.writ.policy.explain.TraceEvent;
import dev.writ.policy.explain.TraceText;
import dev.writ.policy.explain.Watch;
import dev.writ.policy.runtime.EffectLog;
import dev.writ.policy.runtime.Tracer;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.testrun.Coverage;
import dev.writ.policy.testrun.CoverageReport;
import dev.writ.policy.value.Maybe;
import java.util.List;
import java.util.Optional;

/**
 * One run of {@code eval}, from reading the files on.
 *
 * @param sources how policies are read
 * @param schemas what they are checked against
 * @param source which policies, and the input
 * @param signatures how bundles are verified
 * @param wanted what is to be known besides the result
 */
record EvalRun(
        PolicySources sources,
        SchemaOptions schemas,
        QuerySource source,
        SignatureOptions signatures,
        EvalRun.Wanted wanted) {

    /** What is to be known besides the result. */
    record Wanted(
            TraceDetail detail,
            boolean values,
            boolean coverage,
            boolean profile,
            boolean instrument,
            boolean builtinErrors) {

        boolean watches() {
            return detail != TraceDetail.OFF || profile || builtinErrors;
        }
    }

    /**
     * What came of it.
     *
     * @param result the result
     * @param errors why it failed, or which errors of built-in functions there were
     * @param metrics how long the steps took
     * @param profile how long the lines took
     * @param steps what is shown of the evaluation
     * @param coverage what was evaluated
     */
    record Outcome(
            QueryResult result,
            List<Diagnostic> errors,
            Metrics metrics,
            List<Profile.Line> profile,
            List<TraceEvent> steps,
            Optional<CoverageReport> coverage) {

        boolean failed() {
            return result instanceof QueryResult.Failed;
        }

        List<QueryResult.Row> rows() {
            return switch (result) {
                case QueryResult.Rows rows -> rows.rows();
                case QueryResult.Failed ignored -> List.of();
            };
        }
    }

    Outcome evaluate(Query query, EvaluationOptions given) {
        Metrics metrics = new Metrics();
        PolicyFiles.Loaded loaded = metrics.load(() -> source.load(sources, signatures, metrics::parsed));
        try (NativePolicyEngine engine = metrics.compile(() -> sources.engine(loaded, schemas.read()))) {
            PreparedQuery prepared = metrics.query(() -> engine.prepareQuery(query));
            metrics.queryParsed(prepared.parseNanos());
            Coverage lines = new Coverage();
            Tracer coverage = wanted.coverage() ? lines : Tracer.NONE;
            Trace trace = new Trace(wanted.detail() != TraceDetail.OFF, wanted.values());
            Profile profile = new Profile();
            Tracer tracer = wanted.watches()
                    ? new Watch(trace, wanted.profile() ? List.of(profile) : List.of(), coverage)
                    : coverage;
            EffectLog effects = EffectLog.recording();
            EvaluationOptions options =
                    given.cancelledInTime().withTracer(tracer).withEffects(effects);
            Maybe input = source.inputDocument();
            QueryResult result = metrics.evaluate(() -> prepared.evaluate(input, options));
            if (wanted.instrument()) {
                metrics.count("counter_eval_steps", result.statistics().steps());
            }
            if (result instanceof QueryResult.Failed) {
                trace.ended();
            }
            List<Diagnostic> errors = switch (result) {
                case QueryResult.Failed failed -> located(failed.diagnostics(), prepared, input, options, effects);
                case QueryResult.Rows ignored -> wanted.builtinErrors() ? trace.errors() : List.of();
            };
            return new Outcome(
                    result,
                    errors,
                    metrics,
                    profile.lines(),
                    TraceText.select(trace.events(), wanted.detail()),
                    wanted.coverage() ? Optional.of(lines.report(loaded.modules())) : Optional.empty());
        }
    }

    /** The errors with what was on the way to them, which is found out by evaluating once more. */
    private static List<Diagnostic> located(
            List<Diagnostic> errors,
            PreparedQuery prepared,
            Maybe input,
            EvaluationOptions options,
            EffectLog effects) {
        return Rerun.located(
                errors,
                watch -> prepared.evaluate(input, options.again(watch, effects)) instanceof QueryResult.Failed failed
                        ? failed.diagnostics()
                        : List.of());
    }
}
