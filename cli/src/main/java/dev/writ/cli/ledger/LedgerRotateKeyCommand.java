package dev.writ.cli.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Changes the keys of a log. The service's jar, which alone knows the tables, does it. */
@Command(
        name = "rotate-key",
        description = {
            "Change the keys of a log whose service is stopped.",
            "Makes a new key of each algorithm, appends the entry that the old and the new keys have signed, signs the head",
            "by the new ones, and prints the new verifier keys. Verifiers that were given the old keys follow the change.",
            "Run it again after a failure. Other nodes stop at the entry, and start with copies of the new key files."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  writ ledger rotate-key --data-dir writ-data",
            "  writ ledger rotate-key --data-dir writ-data --db-url jdbc:postgresql://db/writ --db-user writ"
        })
final class LedgerRotateKeyCommand implements Callable<Integer> {
    @Mixin
    private StoppedNode node = new StoppedNode();

    @Override
    public Integer call() {
        List<String> arguments = new ArrayList<>(List.of("ledger-rotate-key"));
        arguments.addAll(node.arguments());
        return OfflineMode.run(arguments);
    }
}
