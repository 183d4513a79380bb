package dev.writ.cli.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Explains why a node does not start on its log. The service's jar, which alone knows the tables, looks and answers. */
@Command(
        name = "repair",
        description = {
            "Say what state the log of a stopped node is in, and which lawful ways lead on.",
            "Compares database, pin, published checkpoint, keys and outbox. Changes nothing and signs nothing; with",
            "--pin-from, the pin is written from a checkpoint that you trust, if the stored tree extends it."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:a start goes on by itself",
            "1:the state could not be found out, or the pin must not be written",
            "2:wrong arguments",
            "3:somebody has to choose one of the ways on"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  writ ledger repair --data-dir writ-data",
            "  writ ledger repair --data-dir writ-data --pin-from checkpoint-of-the-witness",
            "  writ ledger repair --data-dir writ-data --db-url jdbc:postgresql://db/writ --db-user writ --format json"
        })
final class LedgerRepairCommand implements Callable<Integer> {
    @Mixin
    private StoppedNode node = new StoppedNode();

    @Option(
            names = "--pin-from",
            paramLabel = "FILE",
            description = "A signed checkpoint of a witness, a verifier or another node: write the pin from it.")
    private @Nullable Path pinFrom;

    @Mixin
    private FormatOption format = new FormatOption();

    @Override
    public Integer call() {
        List<String> arguments = new ArrayList<>(List.of("ledger-repair"));
        arguments.addAll(node.arguments());
        arguments.addAll(List.of("--format", format.chosen().name().toLowerCase(Locale.ROOT)));
        if (pinFrom != null) {
            arguments.addAll(List.of("--pin-from", pinFrom.toString()));
        }
        return OfflineMode.run(arguments);
    }
}
