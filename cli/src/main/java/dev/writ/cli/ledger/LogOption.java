package dev.writ.cli.ledger;

import dev.writ.cli.http.ServiceClient;
import picocli.CommandLine.Option;

/** The option that says which of a service's logs is meant. */
final class LogOption {
    @Option(
            names = "--log",
            paramLabel = "NAME",
            defaultValue = "main",
            description = "Name of the log (default: ${DEFAULT-VALUE}).")
    private String name = "main";

    HttpLedger of(ServiceClient service) {
        return new HttpLedger(service, name);
    }
}
