package dev.writ.cli.policy;

import dev.writ.policy.source.Diagnostic;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that says how many errors are printed. */
final class ErrorOptions {

    @Option(
            names = {"-m", "--max-errors"},
            paramLabel = "COUNT",
            defaultValue = "0",
            description = "Stop after so many errors of checked programs; 0 for none (default: 0; OPA's is 10).")
    private int maxErrors;

    List<Diagnostic> limited(List<Diagnostic> errors) {
        return Findings.limited(errors, maxErrors);
    }
}
