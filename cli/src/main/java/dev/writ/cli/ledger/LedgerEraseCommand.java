package dev.writ.cli.ledger;

import dev.writ.cli.Digests;
import dev.writ.cli.ExitCode;
import dev.writ.cli.Failure;
import dev.writ.cli.http.Connection;
import dev.writ.cli.http.Json;
import dev.writ.cli.http.ServiceClient;
import dev.writ.ledger.entry.Erasure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Erases values beside the log. */
@Command(
        name = "erase",
        description = {
            "Erase values that an entry commits to, for ever: value, salt, and what the service copied of them.",
            "An entry tells who did it, which fields of which entry, when and on which legal basis; proofs stay valid.",
            "Asks a running service (role privacy-officer, scope erase)."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  writ ledger erase --index 12 --field request,result --basis \"GDPR Art. 17(1)(b)\"",
            "  writ ledger erase --index 12 --field all --basis \"GDPR Art. 17(1)(b)\" --reason-file letter.txt"
        })
final class LedgerEraseCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/ledger/erasures";

    @Mixin
    private Connection connection = new Connection();

    @Option(names = "--index", paramLabel = "N", required = true, description = "The entry, by its index.")
    private long index;

    @Option(
            names = "--field",
            paramLabel = "FIELD",
            split = ",",
            required = true,
            description = "Payload fields to erase, or `all` for every one that is still there.")
    private List<String> fields = List.of();

    @Option(
            names = "--basis",
            paramLabel = "TEXT",
            required = true,
            description = "The legal basis. It stands in the log in clear and for ever: nothing personal.")
    private String basis = "";

    @Option(
            names = "--reason-file",
            paramLabel = "FILE",
            description = "A text that says why; kept beside the log, and may be erased itself.")
    private @Nullable Path reason;

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (!Erasure.isBasis(basis)) {
            throw new Failure(
                    "the legal basis `" + basis + "` cannot stand in the log: use at most " + Erasure.MAX_BASIS
                            + " ASCII letters, digits, spaces and `.,:;()/§-`, such as `GDPR Art. 17(1)(b)`");
        }
        ObjectNode body = Json.object().put("entry", index).put("basis", basis);
        var names = body.putArray("fields");
        fields.forEach(names::add);
        if (reason != null) {
            body.put("reason", text(reason));
        }
        try (ServiceClient service = connection.client()) {
            String key = "erase-" + Digests.sha256(Json.compact(body));
            JsonNode erased = ServiceClient.json(service.post(PATH, body, key));
            spec.commandLine()
                    .getOut()
                    .println(format.chosen() == OutputFormat.JSON ? Json.pretty(erased) : line(erased));
            return ExitCode.OK;
        }
    }

    private static String line(JsonNode erased) {
        var words = erased.path("fields")
                .valueStream()
                .map(field -> field.asString(""))
                .toList();
        return "erased " + String.join(", ", words) + " of entry "
                + erased.path("entry").asLong(-1) + "; entry "
                + erased.path("ledger").path("index").asLong(-1) + " tells of it";
    }

    private static String text(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw Failure.io("read the reason", e);
        }
    }
}
