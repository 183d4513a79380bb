package dev.writ.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.writ.api.platform.PostgresAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one service that is started once for all of them, with an administrator, a steward, an auditor and so on. Tests
 * share its state, so each uses names of its own.
 *
 * <p>The service is on the embedded database, or on PostgreSQL where the system property {@value #DATABASE} says {@value
 * #POSTGRESQL}.
 */
public final class SharedService implements ParameterResolver {
    private static final String DATABASE = "writ.test.database";
    private static final String POSTGRESQL = "postgresql";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == People.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.GLOBAL)
                .computeIfAbsent(Holder.class, _ -> Holder.start(database(context)), Holder.class)
                .people();
    }

    /** The database that this run is for; empty for the embedded one. */
    public static Optional<PostgresAddress> database(ExtensionContext context) {
        if (!POSTGRESQL.equals(System.getProperty(DATABASE))) {
            return Optional.empty();
        }
        PostgresServer server = SharedPostgres.of(context);
        return Optional.of(server.address(server.freshDatabase()));
    }

    /**
     * The service and people with roles.
     *
     * @param service running
     * @param issuer at which people sign in; its keys do not change
     * @param admin with every scope
     * @param steward registers data sets
     * @param producer submits evidence
     * @param auditor reads everything
     * @param requester asks for decisions, region eu
     * @param point speaks for others
     */
    public record People(
            RunningService service,
            Issuer issuer,
            Client admin,
            Client steward,
            Client producer,
            Client auditor,
            Client requester,
            Client point) {
        /** Nobody. */
        public Client nobody() {
            return service.client();
        }

        /** Registers a person with roles, who signs in by a token that says these groups. */
        public Client signedIn(String id, List<String> roles, String... groups) {
            service.person(admin, issuer, id, roles);
            return signedIn(id, groups);
        }

        /** A person who is registered already, signed in by a token that says these groups. */
        public Client signedIn(String id, String... groups) {
            return service.client().withToken(issuer.token(id, groups));
        }
    }

    private record Holder(People people, Path folder) implements AutoCloseable {
        static Holder start(Optional<PostgresAddress> database) {
            try {
                Path folder = Files.createTempDirectory("writ-shared");
                Issuer issuer = Issuer.start();
                RunningService service =
                        RunningService.start(RunningService.options(folder, database, Optional.of(issuer.oidc())));
                assertThat(folder.resolve("writ.mv.db").toFile().exists()).isEqualTo(database.isEmpty());
                Client admin = service.bootstrap();
                return new Holder(
                        new People(
                                service,
                                issuer,
                                admin,
                                service.principal(admin, "steward", List.of("steward"), List.of("submit")),
                                service.principal(admin, "trainer", List.of("producer"), List.of("submit")),
                                service.principal(admin, "auditor", List.of("auditor"), List.of("read")),
                                service.principal(
                                        admin,
                                        "ana",
                                        List.of("requester", "analyst", "release-manager"),
                                        List.of("evaluate", "read")),
                                service.principal(
                                        admin,
                                        "gateway",
                                        List.of("enforcement-point"),
                                        List.of("evaluate", "evaluate:on-behalf", "read"))),
                        folder);
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            people.service().close();
            people.issuer().close();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
