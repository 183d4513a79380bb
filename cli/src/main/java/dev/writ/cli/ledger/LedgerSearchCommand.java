package dev.writ.cli.ledger;

import dev.writ.cli.ExitCode;
import dev.writ.cli.Failure;
import dev.writ.cli.http.Connection;
import dev.writ.cli.http.Json;
import dev.writ.cli.http.ServiceClient;
import java.io.PrintWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Searches the log of a service. */
@Command(
        name = "search",
        description = {
            "Find entries of the log that fit all options. Asks a running service (role auditor or privacy-officer).",
            "What is found can be proved by `writ ledger proof`; that nothing was left out only the whole log tells."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  writ ledger search --actor ana --type decision --from 2026-11-01T00:00:00Z",
            "  writ ledger search --digest sha256:2c26... --oldest-first --format json"
        })
final class LedgerSearchCommand implements Callable<Integer> {
    private static final String PATH = "/api/v1/ledger/entries";
    private static final int PAGE = 200;

    @Mixin
    private Connection connection = new Connection();

    @Option(names = "--digest", paramLabel = "DIGEST", description = "An artifact: sha256:<64 hex digits>.")
    private @Nullable String digest;

    @Option(
            names = "--actor",
            paramLabel = "ID",
            description = "Who takes part: a principal, or its random id in the log.")
    private @Nullable String actor;

    @Option(names = "--resource", paramLabel = "ID", description = "The resource that a decision is about.")
    private @Nullable String resource;

    @Option(names = "--policy", paramLabel = "REVISION", description = "The policy revision: sha256:<64 hex digits>.")
    private @Nullable String policy;

    @Option(names = "--type", paramLabel = "TYPE", description = "The type of the entries, such as decision.")
    private @Nullable String type;

    @Option(names = "--from", paramLabel = "TIME", description = "The first moment, such as 2026-11-01T00:00:00Z.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "The moment after the last one.")
    private @Nullable String to;

    @Option(names = "--oldest-first", description = "Begin with the oldest entry, not with the newest.")
    private boolean oldestFirst;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "Most entries to print (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new Failure("`--limit` is " + limit + ": give at least 1");
        }
        ArrayNode found = Json.array();
        boolean more = false;
        try (ServiceClient service = connection.client()) {
            String cursor = "";
            do {
                String path = PATH + "?limit=" + Math.min(PAGE, limit - found.size()) + query() + cursor;
                JsonNode page = ServiceClient.json(service.get(path));
                page.path("items").forEach(found::add);
                String next = Json.text(page, "next");
                more = !next.isEmpty();
                cursor = parameter("cursor", next);
            } while (more && found.size() < limit);
        }
        PrintWriter out = spec.commandLine().getOut();
        switch (format.chosen()) {
            case TEXT -> {
                found.forEach(item -> out.println(line(item)));
                if (more) {
                    out.println("there are more: raise `--limit`, or narrow the search");
                }
            }
            case JSON -> out.println(Json.pretty(found));
        }
        out.flush();
        return ExitCode.OK;
    }

    private String query() {
        Map<String, @Nullable String> given = new LinkedHashMap<>();
        given.put("digest", digest);
        given.put("actor", actor);
        given.put("resource", resource);
        given.put("policy", policy);
        given.put("type", type);
        given.put("from", from);
        given.put("to", to);
        given.put("order", oldestFirst ? "oldest" : null);
        var query = new StringBuilder();
        given.forEach((name, value) -> query.append(value == null ? "" : parameter(name, value)));
        return query.toString();
    }

    private static String parameter(String name, String value) {
        return "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String line(JsonNode item) {
        JsonNode entry = item.path("entry");
        var line = new StringBuilder()
                .append(item.path("index").asLong(-1))
                .append("  ")
                .append(Json.text(entry, "time"))
                .append("  ")
                .append(Json.text(entry, "type"))
                .append("  ")
                .append(Json.text(entry, "outcome"));
        for (String group : List.of("principals", "digests")) {
            entry.path(group)
                    .properties()
                    .forEach(member -> line.append("  ")
                            .append(member.getKey())
                            .append('=')
                            .append(member.getValue().asString("")));
        }
        return line.toString().replaceAll("\\p{Cntrl}", "?");
    }
}
