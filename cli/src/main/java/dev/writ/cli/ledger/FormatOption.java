package dev.writ.cli.ledger;

import picocli.CommandLine.Option;

/** The option that says how a command of the ledger prints what it found. */
final class FormatOption {
    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json (default: ${DEFAULT-VALUE}).")
    private OutputFormat format = OutputFormat.TEXT;

    OutputFormat chosen() {
        return format;
    }
}
