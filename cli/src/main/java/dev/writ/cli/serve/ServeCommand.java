package dev.writ.cli.serve;

import dev.writ.cli.Home;
import dev.writ.cli.serve.ServiceProcess.Life;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the service until it is stopped. */
@Command(
        name = "serve",
        description = {
            "Run the service, with an embedded H2 database or on PostgreSQL.",
            "The first start writes a bootstrap token into the data folder, for making the first administrator."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  writ serve                                 http://127.0.0.1:8181, data in ./writ-data",
            "  writ serve --dev --data-dir /tmp/try       prints a short-lived administrator token",
            "  writ serve --host 0.0.0.0 --bundle my.tar.gz --origin writ.example",
            "  writ serve --db-url jdbc:postgresql://db/writ --db-user writ --db-password-file db.password",
            "  writ serve --smtp-url smtps://mail.example --smtp-from writ@example.org",
            "  writ serve --oidc-issuer https://login.example/realms/ml --oidc-audience writ"
        })
public final class ServeCommand implements Callable<Integer> {
    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Address to listen on (default: ${DEFAULT-VALUE}).")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8181",
            description = "Port to listen on; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port = 8181;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = "writ-data",
            description = "Folder of keys and embedded database, made if missing (default: ${DEFAULT-VALUE}).")
    private Path dataDir = Path.of("writ-data");

    @Mixin
    private DatabaseOptions database = new DatabaseOptions();

    @Option(
            names = "--bundle",
            paramLabel = "PATH",
            description = "Policy bundle to decide by, instead of the shipped one.")
    private @Nullable Path bundle;

    @Option(
            names = "--origin",
            paramLabel = "HOST",
            description = "Host name in the ledger's origin line; fixed once the ledger exists.")
    private @Nullable String origin;

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "A signed checkpoint of the log, or a folder with one of each log, for a node that joins with"
                    + " copies of the keys.")
    private @Nullable Path checkpoint;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "Under which callers reach the service (default: host and port).")
    private @Nullable String publicUrl;

    @Option(names = "--dev", description = "Print a short-lived administrator token, for trying things out.")
    private boolean dev;

    @Option(names = "--public-ledger", description = "Let everybody read the ledger, not only auditors.")
    private boolean publicLedger;

    @Option(
            names = "--tenants",
            paramLabel = "NAME[=BUNDLE],...",
            description =
                    "Tenants beside main: each has its own principals, catalog and ledger, and its own bundle if one"
                            + " is given.")
    private @Nullable String tenants;

    @Option(
            names = "--rate-limit",
            paramLabel = "N",
            description =
                    "Requests a minute that this node takes from each principal, and from each address without a good"
                            + " token; 0 for any number (default: 60000).")
    private @Nullable Integer rateLimit;

    @Mixin
    private OutboundOptions outbound = new OutboundOptions();

    @Mixin
    private OidcOptions oidc = new OidcOptions();

    @Mixin
    private TlsOptions tls = new TlsOptions();

    @Override
    public Integer call() {
        Path jar = Home.find().serviceJar();
        try (ServiceProcess service = ServiceProcess.start(jar, arguments(), Life.LONG, Optional.empty())) {
            return service.await();
        }
    }

    private List<String> arguments() {
        var arguments = new ArrayList<>(
                List.of("serve", "--host", host, "--port", Integer.toString(port), "--data-dir", dataDir.toString()));
        arguments.addAll(database.arguments());
        if (bundle != null) {
            arguments.addAll(List.of("--bundle", bundle.toString()));
        }
        if (origin != null) {
            arguments.addAll(List.of("--origin", origin));
        }
        if (checkpoint != null) {
            arguments.addAll(List.of("--checkpoint", checkpoint.toString()));
        }
        if (publicUrl != null) {
            arguments.addAll(List.of("--public-url", publicUrl));
        }
        if (rateLimit != null) {
            arguments.addAll(List.of("--rate-limit", rateLimit.toString()));
        }
        if (dev) {
            arguments.add("--dev");
        }
        if (publicLedger) {
            arguments.add("--public-ledger");
        }
        arguments.addAll(outbound.arguments());
        if (tenants != null) {
            arguments.addAll(List.of("--tenants", tenants));
        }
        arguments.addAll(oidc.arguments());
        arguments.addAll(tls.arguments());
        return arguments;
    }
}
