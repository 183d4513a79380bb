package dev.writ.cli.policy;

import dev.writ.cli.ExitCode;
import dev.writ.cli.Failure;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.NativePolicyEngine;
import dev.writ.policy.PolicyException;
import dev.writ.policy.PreparedQuery;
import dev.writ.policy.QueryResult;
import dev.writ.policy.bundle.BundleException;
import dev.writ.policy.runtime.PrintSink;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.testrun.Stopwatch;
import dev.writ.policy.testrun.Timing;
import dev.writ.policy.value.Maybe;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures one query. */
@Command(
        name = "bench",
        description = {
            "Repeat a prepared query and print how long one evaluation takes, after a second to warm up.",
            "Exit code 0, or 1 on errors and, unless --no-fail, where the query is undefined."
        },
        footerHeading = "%nExample:%n",
        footer = "  writ bench -b bundle.tar.gz -i input.json --format gobench data.example.allow")
public final class BenchCommand implements Callable<Integer> {

    /** How measurements are printed. */
    enum Format {
        PRETTY,
        JSON,
        GOBENCH
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
    private PartialRefusals partial = new PartialRefusals();

    @Mixin
    private TargetOption target = new TargetOption();

    @Option(names = "--optimize-store-for-read-speed", description = "Taken for OPA's sake; changes nothing.")
    void optimizeStore(boolean ignored) {
        // nothing to do
    }

    @Option(names = "--e2e", description = "Not supported: measure a running OPA.")
    private boolean e2e;

    @Option(
            names = {"-f", "--format"},
            defaultValue = "pretty",
            description = "pretty, json or gobench (default: ${DEFAULT-VALUE}).")
    private Format format = Format.PRETTY;

    @Option(
            names = "--count",
            paramLabel = "COUNT",
            defaultValue = "1",
            description = "How often to measure (default: ${DEFAULT-VALUE}).")
    private int count = 1;

    @Option(
            names = "--benchmem",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Print how many bytes one evaluation allocates (default: true).")
    private boolean benchmem = true;

    @Option(
            names = "--metrics",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Print how the times of single evaluations are distributed (default: true).")
    private boolean metrics = true;

    @Option(
            names = "--fail",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Exit with 1 if the query is undefined (default: true).")
    private boolean fail = true;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        partial.check();
        target.check();
        if (e2e) {
            throw new Failure("writ measures no servers: use `opa bench --e2e`, or leave out `--e2e`");
        }
        PrintWriter err = spec.commandLine().getErr();
        try (NativePolicyEngine engine = sources.engine(source.load(sources, signatures), schemas.read())) {
            PreparedQuery query = engine.prepareQuery(source.query());
            Maybe input = source.inputDocument();
            EvaluationOptions options = EvaluationOptions.standard().withPrint(PrintSink.NONE);
            QueryResult first = query.evaluate(input, options);
            if (first instanceof QueryResult.Failed failed) {
                return refused(failed.diagnostics());
            }
            if (fail && first instanceof QueryResult.Rows rows && rows.rows().isEmpty()) {
                return refused("undefined result");
            }
            for (int i = 0; i < count; i++) {
                Histogram histogram = new Histogram();
                Progress.on(err).show("measuring");
                Timing timing = Stopwatch.standard().measure(() -> {
                    QueryResult result = query.evaluate(input, options);
                    histogram.add(result.statistics().elapsedNanos());
                    return true;
                });
                print(timing, histogram);
            }
            return ExitCode.OK;
        } catch (BundleException e) {
            return refused(e.diagnostics());
        } catch (PolicyException e) {
            return refused(e.diagnostics());
        }
    }

    private void print(Timing timing, Histogram histogram) {
        PrintWriter out = spec.commandLine().getOut();
        switch (format) {
            case PRETTY -> out.print(table(timing, histogram));
            case GOBENCH -> {
                out.print(new BenchmarkText(false, false).line("BenchmarkOPAEval", timing));
                if (metrics) {
                    histogram
                            .values(timing.runs())
                            .forEach((name, value) -> out.printf(Locale.ROOT, "\t%10d %s", value, name));
                }
                out.println(benchmem ? String.format(Locale.ROOT, "\t%8d B/op", timing.bytesEach()) : "");
            }
            case JSON -> out.println(json(timing, histogram));
        }
        out.flush();
    }

    private String table(Timing timing, Histogram histogram) {
        TextTable table = TextTable.plain();
        table.row("samples", number(timing.runs())).row("ns/op", number(Math.round(timing.nanosEach())));
        if (benchmem) {
            table.row("B/op", number(timing.bytesEach()));
        }
        if (metrics) {
            histogram.values(timing.runs()).forEach((name, value) -> table.row(name, number(value)));
        }
        return table.toString();
    }

    /** Numbers are aligned by their last digit. */
    private static String number(long value) {
        return String.format(Locale.ROOT, "%8d", value);
    }

    private String json(Timing timing, Histogram histogram) {
        OrderedJson extra = new OrderedJson();
        if (metrics) {
            histogram.values(timing.runs()).forEach(extra::put);
        }
        return new OrderedJson()
                .put("N", timing.runs())
                .put("T", timing.nanos())
                .put("Bytes", 0)
                .put("MemAllocs", 0)
                .put("MemBytes", Math.max(0, timing.bytes()))
                .put("Extra", extra)
                .toString();
    }

    /** As OPA prints them: JSON on standard output where that was asked for. */
    private int refused(List<Diagnostic> errors) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (format == Format.JSON) {
            out.print(Findings.json(errors));
        } else {
            err.print(Findings.text(errors));
        }
        out.flush();
        err.flush();
        return ExitCode.ERROR;
    }

    private int refused(String message) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("1 error occurred: " + message);
        err.flush();
        return ExitCode.ERROR;
    }
}
