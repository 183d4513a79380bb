package dev.writ.cli.policy;

import dev.writ.cli.ExitCode;
import dev.writ.cli.Failure;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.builtin.Capabilities;
import dev.writ.policy.format.FormatOptions;
import dev.writ.policy.format.FormatOptions.Target;
import dev.writ.policy.parse.LanguageFeatures;
import dev.writ.policy.parse.ParseOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Formats Rego files as {@code opa fmt} does. A file with errors does not keep the others from being formatted. */
@Command(
        name = "fmt",
        description = {
            "Format Rego files as `opa fmt` does, and print them. Exit code 0, or 2 if a file has errors or, with --fail,"
                    + " would change.",
            "Exit code 1 if a path does not exist, or the standard input has errors.",
            "Formatting what is formatted changes nothing. No comment is ever lost: a rule whose comments have no place"
                    + " in the layout stays as it is."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  writ fmt --write policies/        format all files in a folder",
            "  writ fmt --list --fail policies/  in CI: name the files that are not formatted",
            "  writ fmt --rego-v1 -w old/        rewrite Rego v0 so that it is Rego v1, too"
        })
public final class FmtCommand implements Callable<Integer> {
    /** A file has errors, or would change where it must not: what {@code opa fmt} ends with. */
    static final int FAILED = 2;

    @Parameters(
            paramLabel = "PATH",
            arity = "0..*",
            description =
                    "Files and directories, of which the `.rego` files are formatted; without any, the standard input.")
    private List<String> paths = List.of();

    @Option(
            names = {"-w", "--write"},
            description = "Write the formatted text to the file instead of printing it.")
    private boolean write;

    @Option(
            names = {"-l", "--list"},
            description = "Print only the names of the files that would change.")
    private boolean list;

    @Option(
            names = {"-d", "--diff"},
            description = "Print only what would change, as a unified diff.")
    private boolean diff;

    @Option(
            names = "--fail",
            description = "Exit code 2 if a file would change, which is neither printed nor written then.")
    private boolean fail;

    @Option(
            names = {"--v0-v1", "--rego-v1"},
            description = "Write Rego that is v0 and v1 at once: with `import rego.v1`, `if` and `contains`. Files are"
                    + " read as v0, or with --v1-compatible as v1.")
    private boolean both;

    @Option(names = "--v0-compatible", description = "Read and write Rego v0.")
    private boolean v0;

    @Option(names = "--v1-compatible", description = "Read and write Rego v1, which is the default.")
    private boolean v1;

    @Option(
            names = "--drop-v0-imports",
            description = "Leave out imports that Rego v1 does not need: `rego.v1`, `future.keywords`.")
    private boolean dropV0Imports;

    @Option(
            names = "--check-result",
            arity = "0..1",
            paramLabel = "BOOL",
            defaultValue = "true",
            fallbackValue = "true",
            description = "Refuse to write what cannot be read again (default: ${DEFAULT-VALUE}).")
    private boolean checkResult = true;

    @Option(
            names = "--capabilities",
            paramLabel = "FILE",
            description =
                    "Allow only the keywords and features that this file lists, as `writ capabilities` prints them.")
    private @Nullable Path capabilities;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        FormatReport report = new FormatReport(mode(), out, err);
        FormattedFiles files = new FormattedFiles(options());
        if (paths.isEmpty()) {
            report.add(files.text("stdin", standardInput()));
        } else {
            List<RegoFiles.Found> found = new ArrayList<>();
            paths.forEach(path -> found.addAll(RegoFiles.below(path)));
            files.each(found, report::add);
        }
        out.flush();
        err.flush();
        return report.exitCode();
    }

    private FormatReport.Mode mode() {
        FormatReport.Output output = FormatReport.Output.TEXT;
        if (list) {
            output = FormatReport.Output.NAMES;
        } else if (diff) {
            output = FormatReport.Output.DIFF;
        } else if (write) {
            output = FormatReport.Output.FILES;
        }
        // As in OPA.
        return new FormatReport.Mode(output, fail, paths.isEmpty() ? ExitCode.ERROR : FAILED);
    }

    private FormatOptions options() {
        RegoVersion read = v0 || (both && !v1) ? RegoVersion.V0 : RegoVersion.V1;
        Target target = v0 ? Target.V0 : Target.V1;
        ParseOptions parse = ParseOptions.DEFAULT.withVersion(read);
        Path file = capabilities;
        if (file != null) {
            Capabilities allowed = CapabilitiesFile.read(file);
            parse = parse.withFeatures(LanguageFeatures.of(allowed.futureKeywords(), allowed.features()));
        }
        return new FormatOptions(parse, both ? Target.V0_AND_V1 : target, dropV0Imports, checkResult);
    }

    private static byte[] standardInput() {
        try (InputStream in = System.in) {
            return in.readNBytes(RegoFiles.MAX_BYTES + 1);
        } catch (IOException e) {
            throw Failure.io("read the standard input", e);
        }
    }
}
