package dev.writ.cli.ledger;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes the embedded database anew. */
@Command(
        name = "compact",
        description = {
            "Write the embedded database of a stopped service anew, so that what was erased leaves its file.",
            "On PostgreSQL that is the server's business: see docs/ledger.md."
        },
        footerHeading = "%nExample:%n",
        footer = "  writ ledger compact --data-dir writ-data")
final class LedgerCompactCommand implements Callable<Integer> {
    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            required = true,
            description = "Data folder of a stopped service with the embedded database.")
    private @Nullable Path dataDir;

    @Override
    public Integer call() {
        String folder = Objects.requireNonNull(dataDir).toString();
        return OfflineMode.run(List.of("ledger-compact", "--data-dir", folder));
    }
}
