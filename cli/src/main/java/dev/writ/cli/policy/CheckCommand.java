package dev.writ.cli.policy;

import dev.writ.cli.ExitCode;
import dev.writ.policy.PolicyException;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.bundle.BundleException;
import dev.writ.policy.bundle.PolicyFiles;
import dev.writ.policy.source.Diagnostic;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads and checks policies; all errors of all files are reported in one go. */
@Command(
        name = "check",
        description = "Check Rego files for errors: exit code 0 without errors, 1 with errors.",
        footerHeading = "%nExample:%n",
        footer = "  writ check --strict policies/")
public final class CheckCommand implements Callable<Integer> {

    /** How errors are printed. */
    enum Format {
        PRETTY,
        JSON
    }

    @Mixin
    private PolicySources sources = new PolicySources();

    @Mixin
    private SchemaOptions schemas = new SchemaOptions();

    @Mixin
    private SignatureOptions signatures = new SignatureOptions();

    @Mixin
    private PolicyPaths paths = new PolicyPaths();

    @Mixin
    private ErrorOptions limit = new ErrorOptions();

    @Option(
            names = {"-f", "--format"},
            defaultValue = "pretty",
            description = "pretty or json (default: ${DEFAULT-VALUE}).")
    private Format format = Format.PRETTY;

    @Option(
            names = {"--v0-v1", "--rego-v1"},
            description = "The modules must be right in Rego v0 and in Rego v1.")
    private boolean both;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try {
            if (both) {
                PolicySources old = sources.in(RegoVersion.V0);
                PolicyFiles.Loaded modules = paths.loadModules(old, signatures);
                List<Diagnostic> keywords = BothVersions.keywordsAsNames(modules.modules());
                if (!keywords.isEmpty()) {
                    return report(keywords);
                }
                old.check(modules, schemas.read());
                check(sources.in(RegoVersion.V1));
            } else {
                check(sources);
            }
            return ExitCode.OK;
        } catch (BundleException e) {
            return report(e.diagnostics());
        } catch (PolicyException e) {
            return report(e.diagnostics());
        }
    }

    private void check(PolicySources dialect) {
        PolicyFiles.Loaded loaded = paths.loadModules(dialect, signatures);
        dialect.check(loaded, schemas.read());
    }

    private int report(List<Diagnostic> all) {
        List<Diagnostic> errors = limit.limited(all);
        PrintWriter err = spec.commandLine().getErr();
        err.print(format == Format.JSON ? Findings.json(errors) : Findings.text(errors));
        err.flush();
        return ExitCode.ERROR;
    }
}
