package dev.writ.cli.ledger;

import dev.writ.cli.serve.DatabaseOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that name a stopped node: its data folder, and its database where that is on a server. */
final class StoppedNode {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "writ-data",
            description = "Data folder of the stopped node (default: ${DEFAULT-VALUE}).")
    private Path dataDir = Path.of("writ-data");

    @Mixin
    private LogOption log = new LogOption();

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    /** The options, for the service's jar. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of("--data-dir", dataDir.toString()));
        arguments.addAll(database.arguments());
        arguments.addAll(log.arguments());
        return arguments;
    }
}
