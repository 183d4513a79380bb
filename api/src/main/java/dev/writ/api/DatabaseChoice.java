package dev.writ.api;

import dev.writ.api.platform.PostgresAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which database something works on that needs no running service, and the options that say so. */
sealed interface DatabaseChoice {
    /** The embedded one in the data folder of a stopped service. */
    record Folder(Path dataDir) implements DatabaseChoice {}

    /** One on a PostgreSQL server, whether services use it or not. */
    record Server(PostgresAddress address) implements DatabaseChoice {}

    /** The given names of options, and those of a database on a server. */
    static List<String> with(String... names) {
        List<String> all = new ArrayList<>(List.of(names));
        all.addAll(List.of("--db-url", "--db-user", "--db-password-file"));
        return all;
    }

    /** What is wrong with the options of a database on a server. */
    static Optional<String> wrong(Map<String, String> values) {
        String url = values.get("--db-url");
        if (url == null) {
            return values.containsKey("--db-user") || values.containsKey("--db-password-file")
                    ? Optional.of("`--db-user` and `--db-password-file` need `--db-url`")
                    : Optional.empty();
        }
        return PostgresAddress.wrong(url)
                .or(() -> values.containsKey("--db-user")
                        ? Optional.empty()
                        : Optional.of("`--db-url` needs `--db-user`"));
    }

    /** As {@link #wrong}, where exactly one database must be named. */
    static Optional<String> wrongOrMissing(String mode, Map<String, String> values) {
        return wrong(values)
                .or(() -> values.containsKey("--db-url") == values.containsKey("--data-dir")
                        ? Optional.of("`" + mode + "` needs either `--data-dir` or `--db-url`")
                        : Optional.empty());
    }

    /** The choice, of options that are not wrong. */
    static DatabaseChoice of(Map<String, String> values) {
        return server(values)
                .<DatabaseChoice>map(Server::new)
                .orElseGet(() -> new Folder(Path.of(values.getOrDefault("--data-dir", ""))));
    }

    /** The address of a database on a server, if one is named. */
    static Optional<PostgresAddress> server(Map<String, String> values) {
        return Optional.ofNullable(values.get("--db-url"))
                .map(url -> new PostgresAddress(
                        url,
                        values.getOrDefault("--db-user", ""),
                        Optional.ofNullable(values.get("--db-password-file")).map(Path::of)));
    }
}
