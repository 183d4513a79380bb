package dev.writ.cli.policy;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.writ.cli.ExitCode;
import dev.writ.cli.Failure;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.PolicyException;
import dev.writ.policy.bundle.BundleException;
import dev.writ.policy.bundle.PolicyFiles;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.testrun.JsonReport;
import dev.writ.policy.testrun.PrettyReport;
import dev.writ.policy.testrun.TestReport;
import dev.writ.policy.testrun.TestResult.Outcome;
import dev.writ.policy.testrun.TestRunner;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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

    @Mixin
    private PolicySources sources = new PolicySources();

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and directories.")
    private List<String> paths = List.of();

    @Option(
            names = {"-b", "--bundle"},
            description = "The paths are bundles: directories with a manifest, or archives.")
    private boolean bundle;

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
            description = "pretty or json (default: ${DEFAULT-VALUE}).")
    private CheckCommand.Format format = CheckCommand.Format.PRETTY;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "5s",
            converter = GoDurationConverter.class,
            description = "The longest time of one test (default: ${DEFAULT-VALUE}).")
    private Duration timeout = Duration.ofSeconds(5);

    @Option(
            names = {"-z", "--exit-zero-on-skipped"},
            description = "Exit with 0 although tests are skipped (todo_test_).")
    private boolean exitZeroOnSkipped;

    @Option(names = "--fail-on-empty", description = "Exit with 2 if there was no test to run.")
    private boolean failOnEmpty;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try {
            PolicyFiles.Loaded loaded = sources.load(bundle ? List.of() : paths, bundle ? paths : List.of());
            EvaluationOptions standard = EvaluationOptions.standard();
            EvaluationOptions limited = standard.withLimits(standard.limits().withTimeout(timeout));
            TestReport report =
                    new TestRunner(filter(), limited).run(loaded.modules(), loaded.data(), sources.options());
            print(report);
            return exitCode(report);
        } catch (BundleException e) {
            return refused(e.diagnostics());
        } catch (PolicyException e) {
            return refused(e.diagnostics());
        }
    }

    private Predicate<String> filter() {
        try {
            Pattern pattern = Pattern.compile(run);
            return name -> pattern.matcher(name).find();
        } catch (PatternSyntaxException e) {
            throw new Failure("`--run " + run + "` is no regular expression: " + e.getDescription());
        }
    }

    private void print(TestReport report) {
        PrintWriter out = spec.commandLine().getOut();
        if (format == CheckCommand.Format.JSON) {
            out.print(JsonReport.render(report));
        } else if (!report.results().isEmpty()) {
            out.print(PrettyReport.render(report, verbose));
        }
        out.flush();
    }

    private int exitCode(TestReport report) {
        boolean skipped = report.count(Outcome.SKIPPED) > 0 && !exitZeroOnSkipped;
        boolean empty = failOnEmpty && report.results().isEmpty();
        return report.isSuccess() && !skipped && !empty ? ExitCode.OK : TESTS_FAILED;
    }

    private int refused(List<Diagnostic> errors) {
        PrintWriter err = spec.commandLine().getErr();
        err.print(Findings.text(errors));
        err.flush();
        return ExitCode.ERROR;
    }
}
