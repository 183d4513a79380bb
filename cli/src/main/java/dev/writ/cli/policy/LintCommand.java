package dev.writ.cli.policy;

import dev.writ.cli.ExitCode;
import dev.writ.cli.Failure;
import dev.writ.cli.Terminal;
import dev.writ.cli.Version;
import dev.writ.policy.lint.Level;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.config.ConfigException;
import dev.writ.policy.lint.config.FilePatterns;
import dev.writ.policy.lint.config.LintConfig;
import dev.writ.policy.lint.rego.RegoRules;
import dev.writ.policy.lint.report.GitHubReport;
import dev.writ.policy.lint.report.JUnitLintReport;
import dev.writ.policy.lint.report.JsonLintReport;
import dev.writ.policy.lint.report.SarifReport;
import dev.writ.policy.lint.report.TextReport;
import dev.writ.policy.lint.report.Visible;
import dev.writ.policy.lint.run.Baseline;
import dev.writ.policy.lint.run.ConfigFiles;
import dev.writ.policy.lint.run.IgnoredFiles;
import dev.writ.policy.lint.run.LintCache;
import dev.writ.policy.lint.run.LintReport;
import dev.writ.policy.lint.run.Linter;
import dev.writ.policy.lint.run.ShippedRules;
import dev.writ.policy.lint.run.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
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
            description = "Leave out files, in place of those that the configuration leaves out; patterns as in"
                    + " .gitignore, separated by commas; may be repeated.")
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

    @Option(
            names = {"-r", "--rules"},
            paramLabel = "PATH",
            description = "Rules of one's own in Rego; otherwise those in .regal/rules beside the configuration.")
    private @Nullable Path ownRules;

    @Option(names = "--fix", description = "Mend what can be mended safely, and report what is left.")
    private boolean fix;

    @Option(
            names = "--dry-run",
            description = "With --fix or --write-baseline: say what would be written, and write nothing.")
    private boolean dryRun;

    @Option(names = "--baseline", paramLabel = "FILE", description = "Leave out the findings that this file knows.")
    private @Nullable Path baseline;

    @Option(
            names = "--write-baseline",
            paramLabel = "FILE",
            description = "Write all findings to this file, for --baseline; exit code 0.")
    private @Nullable Path writeBaseline;

    @Option(
            names = "--cache",
            paramLabel = "FILE",
            description = "Keep findings in this file, and look only at what has changed.")
    private @Nullable Path cache;

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
        Path file = configFile == null ? found().orElse(null) : configFile;
        Path base = file == null ? Path.of("") : ConfigFiles.base(file);
        List<LintRule> rules = rules(base);
        selection.check(rules);
        LintConfig config = file == null ? LintConfig.DEFAULT : ConfigFiles.read(file, rules);
        Workspace workspace = Workspace.read(paths, ignored(config, base), config, base);
        Linter linter = new Linter(rules, config, selection.selection(), base);
        config.warnings().forEach(warning -> say("warning: " + warning));
        workspace.warnings().forEach(warning -> say("warning: " + warning));
        LintReport found = fix ? new MendedFiles(linter, dryRun, this::say).mend(workspace) : lint(linter, workspace);
        found.warnings().forEach(warning -> say("warning: " + warning));
        boolean complete = workspace.problems().isEmpty() && found.problems().isEmpty();
        Path known = writeBaseline;
        if (known == null) {
            LintReport report = withoutKnown(found);
            print(report);
            problems(workspace, found);
            return complete ? exitCode(report) : ExitCode.ERROR;
        }
        long size = LintFiles.writeBaseline(known, found, dryRun).size();
        say("note: " + size + (dryRun ? " findings would be" : " findings are") + " in `" + known + "`");
        long left = found.findings().size() - size;
        if (left > 0) {
            say("warning: " + left + " findings are about files that are no Rego, which a baseline never hides");
        }
        problems(workspace, found);
        return complete ? ExitCode.OK : ExitCode.ERROR;
    }

    /** Patterns of the configuration are meant from its directory on, those of an option from where it is written. */
    private IgnoredFiles ignored(LintConfig config, Path base) {
        Path here = Path.of("");
        return ignoreFiles.isEmpty()
                ? new IgnoredFiles(FilePatterns.of(config.ignoreFiles()), List.of(base, here))
                : new IgnoredFiles(
                        FilePatterns.of(ignoreFiles.stream()
                                .flatMap(list -> FilePatterns.split(list).stream())
                                .toList()),
                        List.of(here, base));
    }

    private void problems(Workspace workspace, LintReport found) {
        workspace.problems().forEach(problem -> say("error: " + problem));
        found.problems().forEach(problem -> say("error: " + problem));
    }

    private void say(String line) {
        spec.commandLine().getErr().println(Visible.of(line));
        spec.commandLine().getErr().flush();
    }

    private List<LintRule> rules(Path base) {
        List<LintRule> rules = new ArrayList<>(ShippedRules.all());
        Path own = ownRules;
        Path beside = base.resolve(".regal").resolve("rules");
        if (own != null) {
            rules.addAll(RegoRules.read(own));
        } else if (Files.isDirectory(beside)) {
            rules.addAll(RegoRules.read(beside));
        }
        return rules;
    }

    private LintReport lint(Linter linter, Workspace workspace) {
        Path kept = cache;
        if (kept == null) {
            return linter.lint(workspace.inputs(), workspace.surroundings());
        }
        LintCache known = LintFiles.cache(kept, String.join(" ", new Version().getVersion()));
        LintReport report = linter.lint(workspace.inputs(), workspace.surroundings(), known);
        LintFiles.write(kept, known.text());
        return report;
    }

    private LintReport withoutKnown(LintReport found) {
        Path file = baseline;
        if (file == null) {
            return found;
        }
        Baseline.Compared compared = LintFiles.baseline(file).compare(found);
        say("note: " + compared.hidden() + " findings are known by `" + file + "`"
                + (compared.gone() == 0
                        ? ""
                        : ", " + compared.gone() + " of it are gone: write it anew with `--write-baseline`"));
        return compared.report();
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
            write(
                    Path.of(jobSummary),
                    GitHubReport.summary(report),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
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
