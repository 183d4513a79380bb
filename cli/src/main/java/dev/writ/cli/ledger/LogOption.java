package dev.writ.cli.ledger;

import dev.writ.cli.http.ServiceClient;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that says which of a service's logs is meant. */
final class LogOption {
    @Option(
            names = "--log",
            paramLabel = "NAME",
            defaultValue = "main",
            description = "Name of the log (default: ${DEFAULT-VALUE}).")
    private String name = "main";

    /** The option, for the service's jar. */
    List<String> arguments() {
        return List.of("--log", name);
    }

    HttpLedger of(ServiceClient service) {
        return new HttpLedger(service, name);
    }
}
