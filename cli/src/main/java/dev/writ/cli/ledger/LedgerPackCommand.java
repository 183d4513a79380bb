package dev.writ.cli.ledger;

import dev.writ.cli.ExitCode;
import dev.writ.cli.Failure;
import dev.writ.cli.Terminal;
import dev.writ.cli.http.Connection;
import dev.writ.cli.http.Json;
import dev.writ.cli.http.ServiceClient;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.pack.EvidencePack;
import dev.writ.ledger.pack.PackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes an evidence pack. */
@Command(
        name = "pack",
        description = {
            "Write an evidence pack: one file that proves entries of the log to somebody who has no network.",
            "Takes it from a running service (role auditor), from the data folder of a stopped one (--data-dir), or from",
            "PostgreSQL (--db-url). What the entries only commit to stays hidden, unless --disclose names it."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  writ ledger pack --decision 01a2... --disclose request,result --out decision.pack.json",
            "  writ ledger pack --resource home-mortgage --type decision --from 2026-11-01T00:00:00Z --out nov.json",
            "  writ ledger pack --index 12,15 --disclose all --data-dir writ-data --out two.pack.json",
            "  writ ledger verify --pack decision.pack.json --key-file log.keys"
        })
final class LedgerPackCommand implements Callable<Integer> {
    @Mixin
    private Connection connection = new Connection();

    @Mixin
    private LogOption log = new LogOption();

    @Mixin
    private OfflineSource offline = new OfflineSource();

    @Option(names = "--index", paramLabel = "N", split = ",", description = "Entries, by their index.")
    private List<Long> indexes = List.of();

    @Option(names = "--decision", paramLabel = "ID", split = ",", description = "Decisions, by their id.")
    private List<String> decisions = List.of();

    @Mixin
    private PackSearch search = new PackSearch();

    @Option(
            names = "--disclose",
            paramLabel = "FIELD",
            split = ",",
            description = "Payload fields whose values go into the pack, or `all` (default: none).")
    private List<String> disclose = List.of();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "The file to write; a new one.")
    private @Nullable Path out;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Path target = Objects.requireNonNull(out);
        if (indexes.isEmpty() && decisions.isEmpty() && !search.given()) {
            throw new Failure("nothing to pack: name entries by `--index` or decisions by `--decision`, or search by"
                    + " `--resource`, `--actor`, `--type`, `--from` and `--to`");
        }
        if (offline.given()) {
            if (search.given()) {
                throw new Failure(
                        "only a running service searches: name entries by `--index` or decisions by" + " `--decision`");
            }
            return OfflineMode.run(fromDatabase(target));
        }
        try (ServiceClient service = connection.client()) {
            write(target, made(service));
        }
        return ExitCode.OK;
    }

    private List<String> fromDatabase(Path target) {
        List<String> arguments = new ArrayList<>(List.of("ledger-pack", "--out", target.toString()));
        arguments.addAll(offline.arguments());
        arguments.addAll(log.arguments());
        arguments.add("--index=" + joined(indexes));
        arguments.add("--decision=" + String.join(",", decisions));
        arguments.add("--disclose=" + String.join(",", disclose));
        return arguments;
    }

    private Bytes made(ServiceClient service) {
        ObjectNode selection = Json.object();
        ArrayNode index = selection.putArray("index");
        indexes.forEach(index::add);
        decisions.forEach(selection.putArray("decision")::add);
        disclose.forEach(selection.putArray("disclose")::add);
        search.json().ifPresent(found -> selection.set("search", found));
        Operation operation = Operation.begin(service, log.of(service).path("packs"), selection);
        operation.await(ProgressBar.on(spec.commandLine().getErr(), Terminal.isThere()));
        return Bytes.of(operation.result());
    }

    private static String joined(List<Long> numbers) {
        return String.join(",", numbers.stream().map(String::valueOf).toList());
    }

    private void write(Path target, Bytes bytes) {
        EvidencePack pack;
        try {
            pack = EvidencePack.parse(bytes);
        } catch (PackException e) {
            throw new Failure("what the service sent is no pack: " + e.place() + ": " + e.getMessage());
        }
        try {
            Files.write(target, bytes.toArray(), StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw Failure.io("write the pack to `" + target + "`", e);
        }
        spec.commandLine()
                .getOut()
                .println("packed " + pack.about().size() + " of "
                        + pack.entries().size() + " entries in `" + target
                        + "`, not verified yet: use `writ ledger verify --pack`");
    }
}
