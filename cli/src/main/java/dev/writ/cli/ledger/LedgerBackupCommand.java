package dev.writ.cli.ledger;

import dev.writ.cli.Terminal;
import dev.writ.cli.http.Connection;
import dev.writ.cli.http.Json;
import dev.writ.cli.http.ServiceClient;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Has a running service write a copy of its embedded database. */
@Command(
        name = "backup",
        description = {
            "Have a running service copy its embedded database.",
            "The command waits for the copy, and shows how far it is. It is written into `backups` of the service's data folder while the service goes on; its place there is",
            "printed. Keys and pin are not in it. PostgreSQL takes its own backups."
        },
        footerHeading = "%nExample:%n",
        footer = "  writ ledger backup --url https://writ.example --token-file admin.token")
final class LedgerBackupCommand implements Callable<Integer> {
    @Mixin
    private Connection connection = new Connection();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (ServiceClient service = connection.client()) {
            ProgressBar bar = ProgressBar.on(spec.commandLine().getErr(), Terminal.isThere(), "bytes");
            JsonNode taken = Operation.begin(service, "/api/v1/backups", Json.object())
                    .await(bar)
                    .path("outcome");
            spec.commandLine().getOut().println(taken.path("file").asString());
            String heads = taken.path("checkpoints")
                    .valueStream()
                    .map(head -> head.path("size").asLong() + " entries of `"
                            + head.path("origin").asString() + "`")
                    .collect(Collectors.joining(", "));
            spec.commandLine().getErr().println(taken.path("bytes").asLong() + " bytes, at least " + heads);
            return 0;
        }
    }
}
