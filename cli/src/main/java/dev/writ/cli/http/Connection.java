package dev.writ.cli.http;

import dev.writ.cli.Failure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that calls a service. A token is never taken from the command line itself: others can read that. */
public final class Connection {
    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "${env:WRIT_URL:-http://127.0.0.1:8181}",
            description = "Service to call (default: $WRIT_URL, else http://127.0.0.1:8181).")
    private URI url = URI.create("http://127.0.0.1:8181");

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "File with the API token (default: the token in $WRIT_TOKEN).")
    private @Nullable Path tokenFile;

    /** A client for what the options say. */
    public ServiceClient client() {
        return ServiceClient.of(url, token());
    }

    private Optional<String> token() {
        if (tokenFile == null) {
            return Optional.ofNullable(System.getenv("WRIT_TOKEN"))
                    .map(text -> checked(text, "the variable WRIT_TOKEN"));
        }
        try {
            return Optional.of(checked(Files.readString(tokenFile), "`" + tokenFile + "`"));
        } catch (IOException e) {
            throw Failure.io("read the token", e);
        }
    }

    private static String checked(String text, String source) {
        String token = text.strip();
        if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new Failure(
                    source + " does not hold a token: expected one line of printable characters without spaces");
        }
        return token;
    }
}
