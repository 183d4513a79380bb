package dev.writ.cli.ledger;

import dev.writ.cli.serve.DatabaseOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that name a database to read a log from, without a service. */
final class OfflineSource {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            description = "Data folder of a stopped service with the embedded database, instead of --url.")
    private @Nullable Path dataDir;

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    /** Whether a database is named. */
    boolean given() {
        return dataDir != null || database.given();
    }

    /** The options, for the service's jar. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (dataDir != null) {
            arguments.addAll(List.of("--data-dir", dataDir.toString()));
        }
        arguments.addAll(database.arguments());
        return arguments;
    }
}
