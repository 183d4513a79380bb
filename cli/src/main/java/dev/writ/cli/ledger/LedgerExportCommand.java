package dev.writ.cli.ledger;

import dev.writ.cli.Home;
import dev.writ.cli.http.Connection;
import dev.writ.cli.http.ServiceClient;
import dev.writ.ledger.note.Checkpoint;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a log as static files. */
@Command(
        name = "export",
        description = {
            "Write a log as files that any C2SP tlog-tiles client reads: checkpoint, tiles, entry bundles.",
            "Takes it from a running service, from the data folder of a stopped one (--data-dir), or from PostgreSQL (--db-url)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  writ ledger export --url https://writ.example --token-file auditor.token --dir audit-2026-11",
            "  writ ledger export --data-dir writ-data --dir audit-2026-11"
        })
final class LedgerExportCommand implements Callable<Integer> {
    @Mixin
    private Connection connection = new Connection();

    @Mixin
    private LogOption log = new LogOption();

    @Mixin
    private OfflineSource offline = new OfflineSource();

    @Option(names = "--dir", paramLabel = "DIR", required = true, description = "The folder to write: new, or empty.")
    private @Nullable Path dir;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Path target = Objects.requireNonNull(dir);
        if (offline.given()) {
            return OfflineMode.export(
                    Home.find(),
                    Stream.concat(offline.arguments().stream(), log.arguments().stream())
                            .toList(),
                    target,
                    Optional.empty());
        }
        try (ServiceClient service = connection.client()) {
            Checkpoint checkpoint = Download.to(target, log.of(service));
            spec.commandLine()
                    .getOut()
                    .println("exported " + checkpoint.size() + " entries of `" + checkpoint.origin() + "` to `" + target
                            + "`");
            return 0;
        }
    }
}
