package dev.writ.cli.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.writ.cli.ExitCode;
import dev.writ.cli.Failure;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.PolicyException;
import dev.writ.policy.bundle.BundleException;
import dev.writ.policy.bundle.PolicyFiles;
import dev.writ.policy.explain.TraceDetail;
import dev.writ.policy.explain.TraceText;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.testrun.Conditions;
import dev.writ.policy.testrun.Coverage;
import dev.writ.policy.testrun.CoverageReport;
import dev.writ.policy.testrun.GitHubTestReport;
import dev.writ.policy.testrun.JUnitReport;
import dev.writ.policy.testrun.JsonReport;
import dev.writ.policy.testrun.PrettyReport;
import dev.writ.policy.testrun.Stopwatch;
import dev.writ.policy.testrun.TestReport;
import dev.writ.policy.testrun.TestResult.Outcome;
import dev.writ.policy.testrun.TestRunner;
import dev.writ.policy.testrun.TestRunner.Explanation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the tests of policies. */
@Command(
        name = "test",
        description = {
            "Run the rules of Rego files whose names start with test_.",
            "Exit code 0 if all pass, 2 if one fails, is skipped or cannot be evaluated, 1 if the files have errors."
        },
        footerHeading = "%nExample:%n",
        footer = "  writ test policies/src/main/rego/main policies/src/test/rego/main")
public final class TestCommand implements Callable<Integer> {

    private static final int TESTS_FAILED = 2;

    /** How results are printed. */
    enum Format {
        PRETTY,
        JSON,
        GOBENCH,
        JUNIT,
        GITHUB
    }

    /** How JSON results are sorted. */
    enum Sort {
        NONE,
        DURATION
    }

    @Mixin
    private PolicySources sources = new PolicySources();

    @Mixin
    private SchemaOptions schemas = new SchemaOptions();

    @Mixin
    private SignatureOptions signatures = new SignatureOptions();

    @Mixin
    private NetworkOptions network = new NetworkOptions();

    @Mixin
    private PolicyPaths paths = new PolicyPaths();

    @Mixin
    private ErrorOptions limit = new ErrorOptions();

    @Mixin
    private CoverageOptions coverage = new CoverageOptions();

    @Mixin
    private TargetOption target = new TargetOption();

    @Option(
            names = "--explain",
            paramLabel = "DETAIL",
            description = "Show the steps of tests that fail: full, notes (of `trace`), fails or debug; implies"
                    + " --verbose, which shows notes and fails.")
    private @Nullable TraceDetail explain;

    @Option(names = "--var-values", description = "Show the expression that failed, and the values in it.")
    private boolean values;

    @Option(
            names = "--coverage-runs",
            paramLabel = "KIND",
            split = ",",
            description = "Taken for OPA's sake; changes nothing.")
    void coverageRuns(List<String> ignored) {
        // nothing to do
    }

    @Option(
            names = {"-v", "--verbose"},
            description = "List the tests that pass, too.")
    private boolean verbose;

    @Option(
            names = {"-r", "--run"},
            paramLabel = "REGEX",
            defaultValue = "",
            description = "Run only tests whose full name matches, as in data.example_test.test_allow.")
    private String run = "";

    @Option(
            names = {"-f", "--format"},
            defaultValue = "pretty",
            description =
                    "pretty, json, junit, github (remarks beside the lines), or gobench with --bench (default: ${DEFAULT-VALUE}).")
    private Format format = Format.PRETTY;

    @Option(names = "--sort", defaultValue = "none", description = "Sort JSON results: none or duration.")
    private Sort sort = Sort.NONE;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = GoDurationConverter.class,
            description = "The longest time of one test (default: 5s, with --bench 30s).")
    private @Nullable Duration timeout;

    @Option(
            names = {"-p", "--parallel"},
            paramLabel = "COUNT",
            defaultValue = "0",
            description = "How many tests run at the same time; 0 stands for one a processor (default: 0).")
    private int parallel;

    @Option(
            names = "--count",
            paramLabel = "COUNT",
            defaultValue = "1",
            description = "How often to run all tests (default: 1).")
    private int count = 1;

    @Option(names = "--bench", description = "Repeat tests that pass and print how long one run takes.")
    private boolean bench;

    @Option(
            names = "--benchmem",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "With --bench: print how many bytes one run allocates (default: true).")
    private boolean benchmem = true;

    @Option(
            names = "--junit-file",
            paramLabel = "FILE",
            description = "Also write the results as JUnit's XML to a file.")
    private @Nullable Path junitFile;

    @Option(
            names = {"-z", "--exit-zero-on-skipped"},
            description = "Exit with 0 although tests are skipped (todo_test_).")
    private boolean exitZeroOnSkipped;

    @Option(
            names = {"-w", "--watch"},
            description = "Run the tests again whenever one of the files changes, until this is interrupted.")
    private boolean watch;

    @Option(names = "--fail-on-empty", description = "Exit with 1 if there was no test to run.")
    private boolean failOnEmpty;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        target.check();
        if (format == Format.GOBENCH && !bench) {
            throw new Failure("`--format gobench` needs `--bench`");
        }
        coverage.check();
        if (bench && coverage.isWanted()) {
            throw new Failure("`--coverage` cannot be measured together with `--bench`");
        }
        return watch ? again() : once();
    }

    /** What is wrong with the files is told and does not end it: they are being worked on. */
    private int again() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        try (ChangedFiles changed = ChangedFiles.below(paths.paths())) {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    once();
                } catch (Failure e) {
                    err.println("error: " + e.getMessage());
                }
                err.flush();
                out.println("*".repeat(80));
                out.println("Watching for changes ...");
                out.flush();
                changed.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.OK;
    }

    private int once() {
        try {
            PolicyFiles.Loaded loaded = paths.load(sources, signatures);
            Coverage lines = new Coverage();
            TestRunner plain = new TestRunner(
                    filter(),
                    coverage.isWanted() ? evaluation().withTracer(lines) : evaluation(),
                    threads(),
                    bench ? Explanation.NONE : wantedExplanation());
            Conditions seen = Conditions.of(coverage.hasConditions() ? loaded.modules() : List.of());
            TestRunner runner = coverage.hasConditions() ? plain.watching(seen) : plain;
            try (TestRunner.Suite suite =
                    runner.prepare(loaded.modules(), loaded.data(), sources.options(schemas.read()))) {
                int exit = ExitCode.OK;
                for (int i = 0; i < count && exit == ExitCode.OK; i++) {
                    exit = coverage.isWanted() ? cover(suite, lines, seen, loaded) : run(suite);
                }
                return exit;
            }
        } catch (BundleException e) {
            return refused(e.diagnostics());
        } catch (PolicyException e) {
            return refused(e.diagnostics());
        }
    }

    /** Reports for machines show the expression that failed; those who read them cannot ask once more. */
    private Explanation wantedExplanation() {
        boolean printed = !coverage.isWanted() || coverage.file() != null;
        if (junitFile != null || (printed && (format == Format.JUNIT || format == Format.GITHUB))) {
            return Explanation.STEPS_WITH_VALUES;
        }
        return printed && format == Format.PRETTY ? explanation() : Explanation.NONE;
    }

    /** The coverage; what failed instead, where something did and the coverage has no file of its own. */
    private int cover(TestRunner.Suite suite, Coverage lines, Conditions seen, PolicyFiles.Loaded loaded) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Path file = coverage.file();
        TestReporter reporter = new TestReporter(out, isVerbose(), Progress.on(err));
        TestReport report = suite.run(result -> {
            if (file != null && format == Format.PRETTY) {
                reporter.result(result);
            }
        });
        CoverageReport covered =
                lines.report(loaded.modules(), coverage.hasConditions() ? Optional.of(seen) : Optional.empty());
        if (file == null && !report.isSuccess()) {
            write(report);
            out.print(PrettyReport.render(report.withoutPassed(), isVerbose()));
            out.flush();
            return ExitCode.ERROR;
        }
        seen.incomplete()
                .forEach(test -> err.println("warning: `" + test
                        + "` ended in an error when all rules were tried: its conditions are not complete"));
        int exit = ExitCode.OK;
        if (file != null) {
            write(file, coverage.text(covered));
            exit = print(report, reporter);
        }
        if (coverage.isBelow(covered, verbose, err)) {
            return TESTS_FAILED;
        }
        if (file == null) {
            write(report);
            out.print(coverage.text(covered));
            out.flush();
            exit = exit(report);
        }
        return exit;
    }

    /** Writes the results to the files that were asked for. */
    private void write(TestReport report) {
        Path junit = junitFile;
        if (junit != null) {
            write(junit, JUnitReport.render(report));
        }
        String jobSummary = System.getenv("GITHUB_STEP_SUMMARY");
        if (format == Format.GITHUB && jobSummary != null && !jobSummary.isEmpty()) {
            write(
                    Path.of(jobSummary),
                    GitHubTestReport.summary(report),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    private static void write(Path file, String text, OpenOption... options) {
        try {
            Files.writeString(file, text, options);
        } catch (IOException e) {
            throw Failure.io("write `" + file + "`", e);
        }
    }

    private int threads() {
        return bench ? 1 : parallel > 0 ? parallel : Runtime.getRuntime().availableProcessors();
    }

    private EvaluationOptions evaluation() {
        Duration given = timeout;
        Duration limit = given == null ? Duration.ofSeconds(bench ? 30 : 5) : given;
        EvaluationOptions standard = network.apply(EvaluationOptions.standard(), sources.options());
        return standard.withLimits(standard.limits().withTimeout(limit));
    }

    private Predicate<String> filter() {
        try {
            Pattern pattern = Pattern.compile(run);
            return name -> pattern.matcher(name).find();
        } catch (PatternSyntaxException e) {
            throw new Failure("`--run " + run + "` is no regular expression: " + e.getDescription());
        }
    }

    private int run(TestRunner.Suite suite) {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Progress progress = Progress.on(err);
        boolean streams = format == Format.PRETTY || format == Format.GOBENCH;
        TestReporter reporter = new TestReporter(out, isVerbose(), progress);
        BenchmarkText text = new BenchmarkText(format == Format.GOBENCH, benchmem);
        TestReport report = bench
                ? suite.measure(Stopwatch.standard(), result -> {
                    if (streams) {
                        reporter.benchmark(result, text);
                    }
                })
                : suite.run(result -> {
                    if (streams) {
                        reporter.result(result);
                    }
                });
        return print(report, reporter);
    }

    private int print(TestReport report, TestReporter reporter) {
        PrintWriter out = spec.commandLine().getOut();
        write(report);
        switch (format) {
            case PRETTY, GOBENCH -> reporter.end(report, failures(report));
            case JSON -> out.print(JsonReport.render(sort == Sort.DURATION ? report.byDuration() : report));
            case JUNIT -> out.print(JUnitReport.render(report));
            case GITHUB -> out.print(GitHubTestReport.render(report));
        }
        out.flush();
        if (failOnEmpty && report.results().isEmpty()) {
            spec.commandLine().getErr().println("no tests were run");
            return ExitCode.ERROR;
        }
        return exit(report);
    }

    private int exit(TestReport report) {
        boolean skipped = report.count(Outcome.SKIPPED) > 0 && !exitZeroOnSkipped;
        return report.isSuccess() && !skipped ? ExitCode.OK : TESTS_FAILED;
    }

    private boolean isVerbose() {
        return verbose || explain != null;
    }

    private Explanation explanation() {
        return values ? Explanation.STEPS_WITH_VALUES : isVerbose() ? Explanation.STEPS : Explanation.NONE;
    }

    private String failures(TestReport report) {
        TraceDetail detail = explain;
        return explanation() == Explanation.NONE
                ? ""
                : PrettyReport.failures(
                        report,
                        events -> detail == null ? TraceText.failsAndNotes(events) : TraceText.select(events, detail),
                        isVerbose(),
                        values);
    }

    private int refused(List<Diagnostic> errors) {
        return Findings.refused(spec, limit.limited(errors));
    }
}
