package dev.writ.cli.serve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options about webhooks and e-mail, as the service's jar takes them. The jar says what is wrong with them. */
final class OutboundOptions {
    @Option(
            names = "--smtp-url",
            paramLabel = "URL",
            description = "A server that takes e-mail, smtp://host:587 or smtps://host; without it none is sent.")
    private @Nullable String smtpUrl;

    @Option(names = "--smtp-from", paramLabel = "ADDRESS", description = "The address that e-mail comes from.")
    private @Nullable String smtpFrom;

    @Option(names = "--smtp-user", paramLabel = "USER", description = "Whom to sign in as at the server for e-mail.")
    private @Nullable String smtpUser;

    @Option(
            names = "--smtp-password-file",
            paramLabel = "FILE",
            description = "Whose first line is the password of that user.")
    private @Nullable Path smtpPasswordFile;

    @Option(
            names = "--webhook-allow-private",
            description = "Let webhooks lead to private addresses, and to this machine without TLS.")
    private boolean allowPrivate;

    /** The options, for the service's jar. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        if (smtpUrl != null) {
            arguments.addAll(List.of("--smtp-url", smtpUrl));
        }
        if (smtpFrom != null) {
            arguments.addAll(List.of("--smtp-from", smtpFrom));
        }
        if (smtpUser != null) {
            arguments.addAll(List.of("--smtp-user", smtpUser));
        }
        if (smtpPasswordFile != null) {
            arguments.addAll(List.of("--smtp-password-file", smtpPasswordFile.toString()));
        }
        if (allowPrivate) {
            arguments.add("--webhook-allow-private");
        }
        return arguments;
    }
}
