package dev.writ.cli.ledger;

import dev.writ.cli.http.Json;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ObjectNode;

/** Options that say by what the service finds the entries of a pack. */
final class PackSearch {
    @Option(names = "--resource", paramLabel = "ID", description = "Entries about a resource.")
    private @Nullable String resource;

    @Option(names = "--actor", paramLabel = "ID", description = "Entries in which somebody takes part.")
    private @Nullable String actor;

    @Option(names = "--type", paramLabel = "TYPE", description = "Entries of a type, such as decision.")
    private @Nullable String type;

    @Option(names = "--from", paramLabel = "TIME", description = "Entries from this moment on, in UTC.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Entries before this moment, in UTC.")
    private @Nullable String to;

    /** Whether anything is searched for. */
    boolean given() {
        return json().isPresent();
    }

    /** The search, as the service reads it. */
    Optional<ObjectNode> json() {
        ObjectNode search = Json.object();
        put(search, "resource", resource);
        put(search, "actor", actor);
        put(search, "type", type);
        put(search, "from", from);
        put(search, "to", to);
        return search.isEmpty() ? Optional.empty() : Optional.of(search);
    }

    private static void put(ObjectNode search, String name, @Nullable String value) {
        if (value != null) {
            search.put(name, value);
        }
    }
}
