package dev.writ.cli.policy;

import dev.writ.cli.ExitCode;
import dev.writ.policy.PolicyException;
import dev.writ.policy.bundle.BundleException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Summarizes a bundle or a module. */
@Command(
        name = "inspect",
        description =
                "Show the manifest, the namespaces with their files, and the annotations of a bundle or Rego file.",
        footerHeading = "%nExample:%n",
        footer = "  writ inspect -a --format json bundle.tar.gz")
public final class InspectCommand implements Callable<Integer> {

    /** How the summary is printed. */
    enum Format {
        PRETTY,
        JSON
    }

    @Parameters(paramLabel = "PATH", description = "A bundle (a directory or an archive), or a Rego file.")
    private Path path = Path.of("");

    @Option(
            names = {"-a", "--annotations"},
            description = "Show annotations, too.")
    private boolean annotations;

    @Option(
            names = {"-f", "--format"},
            defaultValue = "pretty",
            description = "pretty or json (default: ${DEFAULT-VALUE}).")
    private Format format = Format.PRETTY;

    @Option(names = "--v0-compatible", description = "Read modules as Rego v0, unless they say otherwise.")
    private boolean v0;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try {
            Inspection inspection = Inspection.of(path, v0);
            PrintWriter out = spec.commandLine().getOut();
            out.print(
                    switch (format) {
                        case JSON -> inspection.json(annotations);
                        case PRETTY -> inspection.pretty(annotations);
                    });
            out.flush();
            return ExitCode.OK;
        } catch (BundleException e) {
            return Findings.refused(spec, e.diagnostics());
        } catch (PolicyException e) {
            return Findings.refused(spec, e.diagnostics());
        }
    }
}
