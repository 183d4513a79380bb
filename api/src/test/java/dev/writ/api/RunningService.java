package dev.writ.api;

import dev.writ.api.platform.DataFolder;
import dev.writ.api.platform.Oidc;
import dev.writ.api.platform.Outbound;
import dev.writ.api.platform.PostgresAddress;
import dev.writ.api.platform.ServeOptions;
import dev.writ.api.platform.Tenants;
import dev.writ.ledger.entry.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The real service in this process, on a free port and a folder of its own. */
public final class RunningService implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final Path dataDir;
    private final Client client;

    private RunningService(ConfigurableApplicationContext context, Path dataDir) {
        this.context = context;
        this.dataDir = dataDir;
        int port = Objects.requireNonNull(((ServletWebServerApplicationContext) context).getWebServer())
                .getPort();
        this.client = new Client("http://127.0.0.1:" + port);
    }

    /** Starts on the folder. */
    public static RunningService start(Path dataDir) {
        return start(options(dataDir));
    }

    /** Starts with the options. */
    public static RunningService start(ServeOptions options) {
        return start(options, _ -> {});
    }

    /** Starts with the options, and with more beans. */
    public static RunningService start(
            ServeOptions options, ApplicationContextInitializer<GenericApplicationContext> more) {
        DataFolder folder = DataFolder.open(options.dataDir());
        return new RunningService(Writ.start(options, folder, Writ.database(options, folder), more), options.dataDir());
    }

    /** The standard options on a free port. */
    public static ServeOptions options(Path dataDir) {
        return options(dataDir, Optional.empty());
    }

    /** As {@link #options(Path)}, on another database than the embedded one. */
    public static ServeOptions options(Path dataDir, Optional<PostgresAddress> database) {
        return options(dataDir, database, Optional.empty());
    }

    /** As {@link #options(Path, Optional)}, where people sign in at an issuer. */
    public static ServeOptions options(Path dataDir, Optional<PostgresAddress> database, Optional<Oidc> oidc) {
        return new ServeOptions(
                "127.0.0.1",
                0,
                dataDir,
                database,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Outbound.standard(),
                Optional.empty(),
                Tenants.standard(),
                oidc,
                ServeOptions.STANDARD_RATE);
    }

    /** A client without a token. */
    public Client client() {
        return client;
    }

    /** The application context. */
    public ConfigurableApplicationContext context() {
        return context;
    }

    /** Makes the first administrator, and gives a client with its token. */
    public Client bootstrap() {
        try {
            String secret = Files.readString(dataDir.resolve("bootstrap-token")).strip();
            var answer = client.withToken(secret).post("/api/v1/bootstrap", "{\"id\":\"root\"}");
            return client.withToken(answer.expect(201).text("token"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Registers a principal, and gives a client with a token of its own. */
    public Client principal(Client admin, String id, List<String> roles, List<String> scopes) {
        admin.post(
                        "/api/v1/principals",
                        Client.json(Map.of(
                                "id", new Json.Str(id),
                                "kind", new Json.Str("human"),
                                "roles", Client.texts(roles),
                                "attributes", new Json.Obj(Map.of("region", new Json.Str("eu"))))))
                .expect(201);
        return token(admin, id, scopes);
    }

    /** Registers a person who signs in at an issuer, by its id. */
    public void person(Client admin, Issuer issuer, String id, List<String> roles) {
        admin.post(
                        "/api/v1/principals",
                        Client.json(Map.of(
                                "id", new Json.Str(id),
                                "kind", new Json.Str("human"),
                                "roles", Client.texts(roles),
                                "identity",
                                        new Json.Obj(Map.of(
                                                "issuer", new Json.Str(issuer.url()), "subject", new Json.Str(id))),
                                "attributes", new Json.Obj(Map.of("region", new Json.Str("eu"))))))
                .expect(201);
    }

    /** A client with a further token of a principal. */
    public Client token(Client admin, String id, List<String> scopes) {
        var answer = admin.post(
                "/api/v1/tokens", Client.json(Map.of("principal", new Json.Str(id), "scopes", Client.texts(scopes))));
        return client.withToken(answer.expect(201).text("token"));
    }

    @Override
    public void close() {
        context.close();
    }
}
