package dev.writ.cli.policy;

import dev.writ.cli.ExitCode;
import dev.writ.cli.Failure;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.NativePolicyEngine;
import dev.writ.policy.PolicyException;
import dev.writ.policy.PreparedQuery;
import dev.writ.policy.Query;
import dev.writ.policy.QueryResult;
import dev.writ.policy.bundle.BundleException;
import dev.writ.policy.bundle.PolicyFiles;
import dev.writ.policy.runtime.Cancellation;
import dev.writ.policy.runtime.PrintSink;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.Span;
import dev.writ.policy.testrun.Coverage;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    @Option(
            names = {"-f", "--format"},
            defaultValue = "json",
            description = "json, pretty, values, bindings, raw or discard (default: ${DEFAULT-VALUE}).")
    private Format format = Format.JSON;

    @Option(
            names = "--pretty-limit",
            paramLabel = "LENGTH",
            defaultValue = "0",
            description = "Cut longer cells of tables; 0 for none (default: ${DEFAULT-VALUE}).")
    private int prettyLimit;

    @Option(names = "--coverage", description = "Report which lines of the policies were evaluated.")
    private boolean coverage;

    @Option(names = "--metrics", description = "Report how long loading, compiling and evaluating took.")
    private boolean metrics;

    @Option(names = "--fail", description = "Exit with 1 if the query is undefined.")
    private boolean fail;

    @Option(names = "--fail-defined", description = "Exit with 1 if the query is defined.")
    private boolean failDefined;

    @Option(names = "--strict-builtin-errors", description = "An error of a built-in function ends the evaluation.")
    private boolean strictBuiltinErrors;

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
        if (format == Format.SOURCE) {
            throw new Failure("`--format source` is for partial evaluation, which writ does not do: use `opa eval -p`");
        }
        if (fail && failDefined) {
            throw new Failure("give `--fail` or `--fail-defined`, not both");
        }
        try {
            return evaluate(query);
        } catch (BundleException e) {
            return failed(e.diagnostics());
        } catch (PolicyException e) {
            return failed(e.diagnostics());
        } catch (Failure e) {
            spec.commandLine().getErr().println("error: " + e.getMessage());
            return FAILED;
        }
    }

    private int evaluate(Query query) {
        long start = System.nanoTime();
        PolicyFiles.Loaded loaded = source.load(sources, signatures);
        long read = System.nanoTime();
        Coverage lines = new Coverage();
        try (NativePolicyEngine engine = sources.engine(loaded, schemas.read())) {
            long compiled = System.nanoTime();
            PreparedQuery prepared = engine.prepareQuery(query);
            long ready = System.nanoTime();
            EvaluationOptions options = coverage ? options().withTracer(lines) : options();
            QueryResult result = prepared.evaluate(source.inputDocument(), options);
            Map<String, RegoValue> more = new LinkedHashMap<>();
            if (metrics) {
                more.put(
                        "metrics",
                        RegoObject.of(Map.of(
                                "timer_rego_load_files_ns", RegoNumber.of(read - start),
                                "timer_rego_module_compile_ns", RegoNumber.of(compiled - read),
                                "timer_rego_query_compile_ns", RegoNumber.of(ready - compiled),
                                "timer_rego_query_eval_ns",
                                        RegoNumber.of(result.statistics().elapsedNanos()))));
            }
            if (coverage) {
                more.put(
                        "coverage",
                        JsonReader.read(lines.report(loaded.modules()).json()));
            }
            return switch (result) {
                case QueryResult.Failed failed -> failed(failed.diagnostics());
                case QueryResult.Rows rows -> print(rows, more);
            };
        }
    }

    private EvaluationOptions options() {
        PrintWriter err = spec.commandLine().getErr();
        EvaluationOptions standard = network.apply(EvaluationOptions.standard(), sources.options());
        return standard.withLimits(standard.limits().withTimeout(Duration.ofDays(365)))
                .withCancellation(Cancellation.after(timeout))
                .withStrictBuiltinErrors(strictBuiltinErrors)
                .withPrint(new PrintSink() {
                    @Override
                    public void print(@Nullable Span place, String line) {
                        err.println(line);
                    }
                });
    }

    private int print(QueryResult.Rows result, Map<String, RegoValue> more) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(ResultText.of(result.rows(), format, prettyLimit, more));
        out.flush();
        boolean defined = !result.rows().isEmpty();
        return (fail && !defined) || (failDefined && defined) ? ExitCode.ERROR : ExitCode.OK;
    }

    private int failed(List<Diagnostic> errors) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (format == Format.JSON) {
            out.print(Findings.json(errors));
        } else {
            err.print(Findings.text(errors));
        }
        out.flush();
        err.flush();
        return FAILED;
    }
}
