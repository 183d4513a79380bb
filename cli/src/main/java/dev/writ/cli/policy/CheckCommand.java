package dev.writ.cli.policy;

import dev.writ.cli.ExitCode;
import dev.writ.policy.PolicyException;
import dev.writ.policy.bundle.BundleException;
import dev.writ.policy.bundle.PolicyFiles;
import dev.writ.policy.bundle.Verification;
import dev.writ.policy.source.Diagnostic;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and directories.")
    private List<String> paths = List.of();

    @Option(
            names = {"-b", "--bundle"},
            description = "The paths are bundles: directories with a manifest, or archives.")
    private boolean bundle;

    @Option(
            names = {"-f", "--format"},
            defaultValue = "pretty",
            description = "pretty or json (default: ${DEFAULT-VALUE}).")
    private Format format = Format.PRETTY;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try {
            PolicyFiles.Loaded loaded = sources.loadModules(
                    bundle ? List.of() : paths,
                    bundle ? paths : List.of(),
                    signatures.verification(Verification.SKIPPED));
            sources.engine(loaded, schemas.read()).close();
            return ExitCode.OK;
        } catch (BundleException e) {
            return report(e.diagnostics());
        } catch (PolicyException e) {
            return report(e.diagnostics());
        }
    }

    private int report(List<Diagnostic> errors) {
        PrintWriter err = spec.commandLine().getErr();
        err.print(format == Format.JSON ? Findings.json(errors) : Findings.text(errors));
        err.flush();
        return ExitCode.ERROR;
    }
}
