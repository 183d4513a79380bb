package dev.writ.cli.ledger;

import dev.writ.cli.http.Connection;
import dev.writ.cli.http.ServiceClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetches the proof of one entry. */
@Command(
        name = "proof",
        description = "Print the proof that an entry is in the log, as a C2SP tlog-proof.",
        footerHeading = "%nExample:%n",
        footer =
                "  writ ledger proof 12 > 12.proof && writ ledger verify --dir export --key-file keys --proof 12.proof")
final class LedgerProofCommand implements Callable<Integer> {
    @Mixin
    private Connection connection = new Connection();

    @Mixin
    private LogOption log = new LogOption();

    @Parameters(paramLabel = "INDEX", description = "The entry's index, as in `context.ledger.index` of a decision.")
    private long index;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (ServiceClient service = connection.client()) {
            spec.commandLine().getOut().print(log.of(service).proof(index).text());
            spec.commandLine().getOut().flush();
            return 0;
        }
    }
}
