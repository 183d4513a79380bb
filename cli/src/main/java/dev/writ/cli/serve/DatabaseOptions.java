package dev.writ.cli.serve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that name a database on a PostgreSQL server, as the service's jar takes them. The jar says what is wrong with them. */
public final class DatabaseOptions {
    @Option(
            names = "--db-url",
            paramLabel = "URL",
            description = "A PostgreSQL database, jdbc:postgresql://host/database, instead of the embedded one.")
    private @Nullable String url;

    @Option(names = "--db-user", paramLabel = "USER", description = "The role to connect to PostgreSQL as.")
    private @Nullable String user;

    @Option(
            names = "--db-password-file",
            paramLabel = "FILE",
            description = "Whose first line is the password (default: the variable WRIT_DB_PASSWORD).")
    private @Nullable Path passwordFile;

    /** Whether a database is named. */
    public boolean given() {
        return url != null;
    }

    /** The options, for the service's jar. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (url != null) {
            arguments.addAll(List.of("--db-url", url));
        }
        if (user != null) {
            arguments.addAll(List.of("--db-user", user));
        }
        if (passwordFile != null) {
            arguments.addAll(List.of("--db-password-file", passwordFile.toString()));
        }
        return arguments;
    }
}
