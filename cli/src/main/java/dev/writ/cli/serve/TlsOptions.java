package dev.writ.cli.serve;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options about encrypted connections, as the service's jar takes them. The jar says what is wrong with them. */
final class TlsOptions {
    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "The service's certificate and its chain as PEM: connections are encrypted.")
    private @Nullable Path certificate;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "Its private key as PEM.")
    private @Nullable Path key;

    @Option(
            names = "--client-ca",
            paramLabel = "FILE",
            description = "Certificates as PEM: callers have to show one that these vouch for, beside their token.")
    private @Nullable Path clientCa;

    /** The options, for the service's jar. */
    List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        add(arguments, "--tls-cert", certificate);
        add(arguments, "--tls-key", key);
        add(arguments, "--client-ca", clientCa);
        return arguments;
    }

    private static void add(List<String> arguments, String name, @Nullable Path value) {
        if (value != null) {
            arguments.addAll(List.of(name, value.toString()));
        }
    }
}
