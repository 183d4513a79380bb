package dev.writ.cli.policy;

import dev.writ.cli.ExitCode;
import dev.writ.cli.Failure;
import dev.writ.cli.Terminal;
import dev.writ.policy.lint.Level;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.config.ConfigException;
import dev.writ.policy.lint.config.FilePatterns;
import dev.writ.policy.lint.config.LintConfig;
import dev.writ.policy.lint.report.GitHubReport;
import dev.writ.policy.lint.report.JUnitLintReport;
import dev.writ.policy.lint.report.JsonLintReport;
import dev.writ.policy.lint.report.SarifReport;
import dev.writ.policy.lint.report.TextReport;
import dev.writ.policy.lint.run.ConfigFiles;
import dev.writ.policy.lint.run.LintReport;
import dev.writ.policy.lint.run.Linter;
import dev.writ.policy.lint.run.ShippedRules;
import dev.writ.policy.lint.run.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks for mistakes, habits and style in policies that are valid. */
@Command(
        name = "lint",
        description = {
            "Find mistakes, bad habits and style in Rego files: the rules of Regal and those of the decision contract.",
            "Exit code 0 without errors, 3 with errors, 2 with warnings under --fail-level warning, 1 if the run is not"
                    + " complete."
        },
        footerHeading = "%nExample:%n",
        footer = "  writ lint --format github policies/")
public final class LintCommand implements Callable<Integer> {
    private static final int WARNINGS = 2;
    private static final int ERRORS = 3;

    /** How findings are printed. */
    enum Format {
        PRETTY,
        TEXT,
        COMPACT,
        JSON,
        SARIF,
        JUNIT,
        GITHUB
    }

    /** Which findings fail the run. */
    enum FailLevel {
        ERROR,
        WARNING
    }

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and directories.")
    private List<Path> paths = List.of();

    @Option(
            names = {"-f", "--format"},
            defaultValue = "pretty",
            description = "pretty (or text), compact, json, sarif, junit or github (default: ${DEFAULT-VALUE}).")
    private Format format = Format.PRETTY;

    @Option(
            names = {"-c", "--config-file"},
            paramLabel = "FILE",
            description = "The configuration; otherwise .regal/config.yaml or .regal.yaml of the directory or the"
                    + " nearest above it.")
    private @Nullable Path configFile;

    @Mixin
    private LintSelection selection = new LintSelection();

    @Option(
            names = "--ignore-files",
            paramLabel = "PATTERN",
            split = ",",
            description = "Leave out files, in place of those that the configuration leaves out; may be repeated.")
    private List<String> ignoreFiles = List.of();

    @Option(
            names = {"-l", "--fail-level"},
            defaultValue = "error",
            description = "error or warning: what makes the exit code other than 0 (default: ${DEFAULT-VALUE}).")
    private FailLevel failLevel = FailLevel.ERROR;

    @Option(
            names = {"-o", "--output-file"},
            paramLabel = "FILE",
            description = "Write the report to a file.")
    private @Nullable Path outputFile;

    @Option(names = "--no-color", description = "Use no colours.")
    private boolean noColour;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try {
            return lint();
        } catch (ConfigException e) {
            throw new Failure(e.getMessage() == null ? "the configuration cannot be used" : e.getMessage());
        }
    }

    private int lint() {
        List<LintRule> rules = ShippedRules.all();
        selection.check(rules);
        Path file = configFile == null ? found().orElse(null) : configFile;
        LintConfig config = file == null ? LintConfig.DEFAULT : ConfigFiles.read(file, rules);
        Path base = file == null ? Path.of("") : ConfigFiles.base(file);
        FilePatterns ignored = FilePatterns.of(ignoreFiles.isEmpty() ? config.ignoreFiles() : ignoreFiles);
        Workspace workspace = Workspace.read(paths, ignored, config, base);
        LintReport report = new Linter(rules, config, selection.selection(), base)
                .lint(workspace.inputs(), workspace.surroundings());
        print(report);
        PrintWriter err = spec.commandLine().getErr();
        config.warnings().forEach(warning -> err.println("warning: " + warning));
        workspace.warnings().forEach(warning -> err.println("warning: " + warning));
        workspace.problems().forEach(problem -> err.println("error: " + problem));
        report.problems().forEach(problem -> err.println("error: " + problem));
        err.flush();
        boolean complete = workspace.problems().isEmpty() && report.problems().isEmpty();
        return complete ? exitCode(report) : ExitCode.ERROR;
    }

    private Optional<Path> found() {
        Path start = paths.size() == 1 ? paths.getFirst() : Path.of("");
        return ConfigFiles.find(start, Path.of(System.getProperty("user.home", "")));
    }

    private int exitCode(LintReport report) {
        if (report.count(Level.ERROR) > 0) {
            return ERRORS;
        }
        return failLevel == FailLevel.WARNING && report.count(Level.WARNING) > 0 ? WARNINGS : ExitCode.OK;
    }

    private void print(LintReport report) {
        Path target = outputFile;
        String text = switch (format) {
            case PRETTY, TEXT -> TextReport.pretty(report, target == null && colours());
            case COMPACT -> TextReport.compact(report);
            case JSON -> JsonLintReport.render(report);
            case SARIF -> SarifReport.render(report);
            case JUNIT -> JUnitLintReport.render(report);
            case GITHUB -> GitHubReport.render(report);
        };
        if (target == null) {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        } else {
            write(target, text);
        }
        String jobSummary = System.getenv("GITHUB_STEP_SUMMARY");
        if (format == Format.GITHUB && jobSummary != null && !jobSummary.isEmpty()) {
            write(Path.of(jobSummary), GitHubReport.summary(report), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private boolean colours() {
        return !noColour && System.getenv("NO_COLOR") == null && Terminal.isThere();
    }

    private static void write(Path file, String text, StandardOpenOption... options) {
        try {
            Files.writeString(file, text, options);
        } catch (IOException e) {
            throw Failure.io("write `" + file + "`", e);
        }
    }
}
