package dev.writ.cli.ledger;

import picocli.CommandLine.Option;

/** The option that says how a verifying command prints what it found. */
public final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json (default: ${DEFAULT-VALUE}).")
    private OutputFormat format = OutputFormat.TEXT;

    /** What was chosen. */
    public OutputFormat chosen() {
        return format;
    }
}
