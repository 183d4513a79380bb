package dev.writ.cli.policy;

import dev.writ.cli.ExitCode;
import dev.writ.cli.Failure;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.PolicyException;
import dev.writ.policy.Query;
import dev.writ.policy.bundle.BundleException;
import dev.writ.policy.bundle.PolicyFiles;
import dev.writ.policy.explain.TraceDetail;
import dev.writ.policy.partial.PartialEvaluation;
import dev.writ.policy.partial.PartialResult;
import dev.writ.policy.runtime.PrintSink;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.Span;
import dev.writ.policy.testrun.Coverage;
import dev.writ.policy.value.JsonReader;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Evaluates one query. */
@Command(
        name = "eval",
        description = {
            "Evaluate a Rego query and print its results.",
            "Exit code 0, or 2 on errors; see --fail and --fail-defined for 1."
        },
        footerHeading = "%nExample:%n",
        footer = "  writ eval -d policy.rego -i input.json --format pretty data.example.allow")
public final class EvalCommand implements Callable<Integer> {

    private static final int FAILED = 2;

    /** How results are printed. */
    enum Format {
        JSON,
        PRETTY,
        VALUES,
        BINDINGS,
        RAW,
        SOURCE,
        DISCARD
    }

    @Mixin
    private PolicySources sources = new PolicySources();

    @Mixin
    private SchemaOptions schemas = new SchemaOptions();

    @Mixin
    private SignatureOptions signatures = new SignatureOptions();

    @Mixin
    private QuerySource source = new QuerySource();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private ExplainOptions explain = new ExplainOptions();

    @Mixin
    private MeasureOptions measure = new MeasureOptions();

    @Mixin
    private PartialOptions partial = new PartialOptions();

    @Mixin
    private TargetOption target = new TargetOption();

    @Mixin
    private EngineHints hints = new EngineHints();

    @Option(
            names = {"-f", "--format"},
            defaultValue = "json",
            description =
                    "json, pretty, values, bindings, raw or discard; with --partial json, pretty or source (default:"
                            + " ${DEFAULT-VALUE}).")
    private Format format = Format.JSON;

    @Option(names = "--pretty-limit", paramLabel = "LENGTH", description = "Taken for OPA's sake; changes nothing.")
    void prettyLimit(int ignored) {
        // nothing to do
    }

    @Option(names = "--coverage", description = "Report which lines of the policies were evaluated.")
    private boolean coverage;

    @Option(names = "--fail", description = "Exit with 1 if the query is undefined.")
    private boolean fail;

    @Option(names = "--fail-defined", description = "Exit with 1 if the query is defined.")
    private boolean failDefined;

    @Option(names = "--strict-builtin-errors", description = "An error of a built-in function ends the evaluation.")
    private boolean strictBuiltinErrors;

    @Option(
            names = "--show-builtin-errors",
            description = "Print the errors of built-in functions, which make their calls undefined, with the results.")
    private boolean showBuiltinErrors;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = GoDurationConverter.class,
            description = "The longest time of the evaluation (default: a day).")
    private Duration timeout = Duration.ofDays(1);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Query query = source.query();
        if (fail && failDefined) {
            throw new Failure("give `--fail` or `--fail-defined`, not both");
        }
        // Flags that make no sense end with another code than evaluations that fail.
        sources.options();
        try {
            refuseContradictions();
            return partial.isWanted() ? evaluatePartially(query) : evaluate(query);
        } catch (BundleException e) {
            return failed(e.diagnostics());
        } catch (PolicyException e) {
            return failed(e.diagnostics());
        } catch (Failure e) {
            spec.commandLine().getErr().println("error: " + e.getMessage());
            return FAILED;
        }
    }

    private void refuseContradictions() {
        if (partial.isWanted()) {
            refusePartial();
        } else if (format == Format.SOURCE) {
            throw new Failure("`--format source` shows what partial evaluation leaves: give `--partial`, too");
        }
        if (showBuiltinErrors && strictBuiltinErrors) {
            throw new Failure("`--strict-builtin-errors` ends at the first error, which `--show-builtin-errors` would"
                    + " collect: give one of them");
        }
        target.check();
        hints.check();
    }

    private void refusePartial() {
        switch (format) {
            case JSON, PRETTY, SOURCE -> {}
            case VALUES, BINDINGS, RAW, DISCARD ->
                throw new Failure("partial evaluation leaves queries, not values: give `--format json`, `pretty` or"
                        + " `source`");
        }
        boolean watched = explain.detail() != TraceDetail.OFF || coverage || showBuiltinErrors;
        if (watched || measure.metrics() || measure.count() > 1) {
            throw new Failure("a partial evaluation is neither measured nor explained: leave out `--explain`,"
                    + " `--coverage`, `--show-builtin-errors`, `--metrics`, `--profile` and `--count`");
        }
    }

    private int evaluatePartially(Query query) {
        PolicyFiles.Loaded loaded = source.load(sources, signatures);
        PartialResult result = PartialEvaluation.of(loaded.modules(), loaded.data(), sources.options(schemas.read()))
                .evaluate(query, source.inputDocument(), partial.options(), options());
        PartialReport report = new PartialReport(result);
        PrintWriter out = spec.commandLine().getOut();
        out.print(
                switch (format) {
                    case PRETTY -> report.pretty();
                    case SOURCE -> result.source();
                    case JSON, VALUES, BINDINGS, RAW, DISCARD -> report.json();
                });
        out.flush();
        return exit(!result.queries().isEmpty());
    }

    private int evaluate(Query query) {
        EvalRun.Wanted wanted = new EvalRun.Wanted(
                explain.detail(),
                explain.values(),
                coverage,
                measure.profile(),
                measure.instrument(),
                showBuiltinErrors);
        List<EvalRun.Outcome> outcomes = new ArrayList<>();
        for (int i = 0; i < measure.count(); i++) {
            EvalRun run = new EvalRun(sources, schemas, source, signatures, wanted);
            outcomes.add(run.evaluate(query, options()));
        }
        EvalReport report = new EvalReport(outcomes, measure, explain.values());
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        boolean json = isJson();
        out.print(json ? report.json(format) : report.text(format));
        err.print(json ? "" : report.errors());
        out.flush();
        err.flush();
        EvalRun.Outcome first = outcomes.getFirst();
        if (first.failed()) {
            return FAILED;
        }
        return exit(!first.rows().isEmpty());
    }

    /** What {@code --fail} and {@code --fail-defined} make of it. */
    private int exit(boolean defined) {
        return (fail && !defined) || (failDefined && defined) ? ExitCode.ERROR : ExitCode.OK;
    }

    private EvaluationOptions options() {
        PrintWriter err = spec.commandLine().getErr();
        EvaluationOptions standard = network.apply(EvaluationOptions.standard(), sources.options());
        return standard.withLimits(standard.limits().withTimeout(timeout))
                .withStrictBuiltinErrors(strictBuiltinErrors)
                .withPrint(new PrintSink() {
                    @Override
                    public void print(@Nullable Span place, String line) {
                        err.println(line);
                    }
                });
    }

    private boolean isJson() {
        return format == Format.JSON || format == Format.DISCARD;
    }

    private int failed(List<Diagnostic> errors) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (isJson()) {
            OrderedJson json = new OrderedJson().put("errors", Findings.members(errors));
            if (coverage) {
                json.put(
                        "coverage",
                        JsonReader.read(new Coverage().report(List.of()).json()));
            }
            out.print(json + "\n");
        } else {
            err.print(Findings.text(errors));
        }
        out.flush();
        err.flush();
        return FAILED;
    }
}
