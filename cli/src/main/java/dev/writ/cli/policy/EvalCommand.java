package dev.writ.cli.policy;

import dev.writ.cli.ExitCode;
import dev.writ.cli.Failure;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.NativePolicyEngine;
import dev.writ.policy.PolicyException;
import dev.writ.policy.Query;
import dev.writ.policy.QueryResult;
import dev.writ.policy.bundle.BundleException;
import dev.writ.policy.bundle.PolicyFiles;
import dev.writ.policy.bundle.Verification;
import dev.writ.policy.runtime.PrintSink;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.Undefined;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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
        RAW
    }

    @Mixin
    private PolicySources sources = new PolicySources();

    @Mixin
    private SignatureOptions signatures = new SignatureOptions();

    @Parameters(paramLabel = "QUERY", arity = "0..1", description = "The query; see --stdin.")
    private @Nullable String query;

    @Option(
            names = {"-d", "--data"},
            paramLabel = "PATH",
            description = "Policies and data: a file or directory; may be repeated.")
    private List<String> data = List.of();

    @Option(
            names = {"-b", "--bundle"},
            paramLabel = "PATH",
            description = "A bundle: a directory or archive; may be repeated.")
    private List<String> bundles = List.of();

    @Option(
            names = {"-i", "--input"},
            paramLabel = "FILE",
            description = "The input document, JSON or YAML.")
    private @Nullable Path input;

    @Option(
            names = {"-I", "--stdin-input"},
            description = "Read the input document from standard input.")
    private boolean stdinInput;

    @Option(names = "--stdin", description = "Read the query from standard input.")
    private boolean stdinQuery;

    @Option(names = "--package", paramLabel = "PATH", defaultValue = "", description = "The package of the query.")
    private String packagePath = "";

    @Option(names = "--import", paramLabel = "PATH", description = "An import of the query; may be repeated.")
    private List<String> imports = List.of();

    @Option(
            names = {"-f", "--format"},
            defaultValue = "json",
            description = "json, pretty, values, bindings or raw (default: ${DEFAULT-VALUE}).")
    private Format format = Format.JSON;

    @Option(names = "--fail", description = "Exit with 1 if the query is undefined.")
    private boolean fail;

    @Option(names = "--fail-defined", description = "Exit with 1 if the query is defined.")
    private boolean failDefined;

    @Option(names = "--strict-builtin-errors", description = "An error of a built-in function ends the evaluation.")
    private boolean strictBuiltinErrors;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "10s",
            converter = GoDurationConverter.class,
            description = "The longest time of the evaluation (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofSeconds(10);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        String text = queryText();
        try (NativePolicyEngine engine =
                sources.engine(sources.load(data, bundles, signatures.verification(Verification.SKIPPED)))) {
            QueryResult result =
                    engine.prepareQuery(new Query(text, packagePath, imports)).evaluate(inputDocument(), options());
            return switch (result) {
                case QueryResult.Failed failed -> failed(failed.diagnostics());
                case QueryResult.Rows rows -> print(rows);
            };
        } catch (BundleException e) {
            return failed(e.diagnostics());
        } catch (PolicyException e) {
            return failed(e.diagnostics());
        }
    }

    private String queryText() {
        String given = query;
        if (given != null && stdinQuery) {
            throw new Failure("give the query as an argument or with `--stdin`, not both");
        }
        if (stdinQuery && stdinInput) {
            throw new Failure("`--stdin` and `--stdin-input` both read standard input; use `--input FILE`");
        }
        if (given == null && !stdinQuery) {
            throw new Failure("no query given: write it as an argument, as in `writ eval data.example.allow`");
        }
        return given == null ? new String(standardInput(), StandardCharsets.UTF_8) : given;
    }

    private Maybe inputDocument() {
        if (stdinInput) {
            return PolicyFiles.document("standard input", standardInput());
        }
        Path file = input;
        if (file == null) {
            return Undefined.UNDEFINED;
        }
        try {
            return PolicyFiles.document(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw Failure.io("read the input `" + file + "`", e);
        }
    }

    private static byte[] standardInput() {
        try {
            return System.in.readAllBytes();
        } catch (IOException e) {
            throw Failure.io("read standard input", e);
        }
    }

    private EvaluationOptions options() {
        PrintWriter err = spec.commandLine().getErr();
        EvaluationOptions standard = EvaluationOptions.standard();
        return standard.withLimits(standard.limits().withTimeout(timeout))
                .withStrictBuiltinErrors(strictBuiltinErrors)
                .withPrint(new PrintSink() {
                    @Override
                    public void print(@Nullable Span place, String line) {
                        err.println(line);
                    }
                });
    }

    private int print(QueryResult.Rows result) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(ResultText.of(result.rows(), format));
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
