package dev.writ.cli.policy;

import dev.writ.cli.ExitCode;
import dev.writ.cli.Failure;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.parse.AstJson;
import dev.writ.policy.parse.AstJsonOptions;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.parse.Parsed;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.SourceText;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the syntax tree of a module. */
@Command(
        name = "parse",
        description = "Read one Rego file and print its syntax tree: exit code 0, or 1 with errors as JSON.",
        footerHeading = "%nExample:%n",
        footer = "  writ parse --format json --json-include locations,-comments policy.rego")
public final class ParseCommand implements Callable<Integer> {

    /** How the tree is printed. */
    enum Format {
        PRETTY,
        JSON
    }

    @Parameters(paramLabel = "FILE", description = "A Rego file.")
    private Path file = Path.of("");

    @Option(
            names = {"-f", "--format"},
            defaultValue = "pretty",
            description = "pretty or json (default: ${DEFAULT-VALUE}).")
    private Format format = Format.PRETTY;

    @Option(
            names = "--json-include",
            paramLabel = "PARTS",
            split = ",",
            description = "locations, comments, or with a minus before it to leave them out (default: comments).")
    private List<String> include = List.of();

    @Option(names = "--v0-compatible", description = "Read the module as Rego v0.")
    private boolean v0;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        AstJsonOptions options = options();
        try {
            return print(Files.readAllBytes(file), options);
        } catch (IOException e) {
            String reason = Failure.io("read `" + file + "`", e).getMessage();
            return refused(List.of(Diagnostic.error(DiagnosticCode.LOAD, null, String.valueOf(reason))));
        }
    }

    private int print(byte[] content, AstJsonOptions options) {
        Parsed<Module> parsed = RegoParser.module(
                SourceText.decode(file.toString(), content),
                ParseOptions.DEFAULT.withVersion(v0 ? RegoVersion.V0 : RegoVersion.V1));
        Module module = parsed.result();
        if (module == null) {
            return refused(parsed.diagnostics());
        }
        PrintWriter out = spec.commandLine().getOut();
        RegoObject tree = AstJson.of(module, options);
        switch (format) {
            case JSON -> out.println(JsonWriter.pretty(tree));
            case PRETTY -> out.print(SyntaxTree.text(tree));
        }
        out.flush();
        return ExitCode.OK;
    }

    private AstJsonOptions options() {
        boolean locations = false;
        boolean comments = true;
        for (String part : include) {
            switch (part) {
                case "locations" -> locations = true;
                case "-locations" -> locations = false;
                case "comments" -> comments = true;
                case "-comments" -> comments = false;
                default -> throw new Failure("`--json-include " + part + "` is neither `locations` nor `comments`");
            }
        }
        return new AstJsonOptions(locations && format == Format.JSON, comments);
    }

    private int refused(List<Diagnostic> errors) {
        PrintWriter err = spec.commandLine().getErr();
        err.print(Findings.json(errors));
        err.flush();
        return ExitCode.ERROR;
    }
}
