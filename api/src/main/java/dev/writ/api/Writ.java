package dev.writ.api;

import dev.writ.api.audit.OfflineCompaction;
import dev.writ.api.audit.OfflineExport;
import dev.writ.api.audit.OfflinePack;
import dev.writ.api.audit.OfflineRepair;
import dev.writ.api.audit.OfflineRotation;
import dev.writ.api.audit.OfflineValues;
import dev.writ.api.audit.PinnedLog;
import dev.writ.api.audit.RepairReport;
import dev.writ.api.identity.Bootstrap;
import dev.writ.api.platform.DataFolder;
import dev.writ.api.platform.Database;
import dev.writ.api.platform.PostgresAddress;
import dev.writ.api.platform.PostgresDatabase;
import dev.writ.api.platform.ServeOptions;
import dev.writ.api.platform.StartFailure;
import dev.writ.api.platform.Tenant;
import dev.writ.api.platform.Tls;
import dev.writ.api.policyset.PolicySets;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.web.context.support.StandardServletEnvironment;

/** The program in the service's jar. Exit codes: 0, 1 for what the operator can repair, 2 for wrong arguments. */
@SpringBootApplication(exclude = ErrorMvcAutoConfiguration.class)
public class Writ {
    /** Starts what the arguments ask for. */
    public static void main(String[] args) {
        int code = run(System.err, System.getenv("WRIT_DEBUG") != null, args);
        if (code != 0) {
            System.exit(code);
        }
    }

    /** As {@link #main}, with the exit code as result; {@code debug} adds the trace of a failure. */
    static int run(PrintStream err, boolean debug, String... args) {
        try {
            return switch (CommandLine.parse(args)) {
                case CommandLine.Serve(ServeOptions options) -> serve(options);
                case CommandLine.LedgerExport(DatabaseChoice database, Tenant log, Path out) ->
                    export(database, log, out);
                case CommandLine.LedgerPack pack -> pack(pack);
                case CommandLine.LedgerValues(DatabaseChoice database, Tenant log, Path export) ->
                    offline(database, rows -> OfflineValues.run(rows, log, export));
                case CommandLine.LedgerCompact(DatabaseChoice database) -> compact(database);
                case CommandLine.LedgerRepair asked -> repair(asked);
                case CommandLine.LedgerRotate(Path dataDir, Tenant log, Optional<PostgresAddress> address) ->
                    rotate(dataDir, log, address);
                case CommandLine.Wrong(String message) -> wrong(err, message);
            };
        } catch (StartFailure e) {
            err.println("error: " + e.getMessage());
            if (debug) {
                e.printStackTrace(err);
            }
            return 1;
        }
    }

    private static int wrong(PrintStream err, String message) {
        err.println("error: " + message);
        err.print(CommandLine.USAGE);
        return 2;
    }

    private static int export(DatabaseChoice choice, Tenant log, Path out) {
        return offline(choice, database -> {
            var checkpoint = OfflineExport.run(database, log, out);
            return "exported " + checkpoint.size() + " entries of `" + checkpoint.origin() + "` to " + out;
        });
    }

    private static int pack(CommandLine.LedgerPack asked) {
        return offline(asked.database(), database -> {
            OfflinePack.run(database, asked.log(), asked.index(), asked.decision(), asked.disclose(), asked.out());
            return "wrote the pack to " + asked.out();
        });
    }

    private static int compact(DatabaseChoice choice) {
        return offline(choice, database -> {
            OfflineCompaction.run(database);
            return "compacted " + database.place();
        });
    }

    private static int repair(CommandLine.LedgerRepair asked) {
        quiet();
        try (DataFolder folder = DataFolder.openForRepair(asked.dataDir())) {
            Optional<Database> database = asked.server().map(Writ::server).or(() -> embeddedForRepair(folder));
            try {
                RepairReport report = OfflineRepair.run(folder, asked.log(), database, asked.pinFrom());
                System.out.println(asked.json() ? report.json() : report.text());
                return report.exitCode();
            } catch (RuntimeException e) {
                throw database.map(of -> StartFailures.of(e, of)).orElseThrow(() -> e);
            }
        }
    }

    private static int rotate(Path dataDir, Tenant log, Optional<PostgresAddress> address) {
        quiet();
        try (DataFolder folder =
                address.isPresent() ? DataFolder.openForRepair(dataDir) : DataFolder.openExisting(dataDir)) {
            Database database = address.map(Writ::server).orElseGet(() -> embedded(folder));
            return offline(database, of -> OfflineRotation.run(folder, log, of));
        }
    }

    /** Standard output is for the answer alone, so that warnings go to the other stream. */
    private static void quiet() {
        LoggingSystem logging = LoggingSystem.get(Writ.class.getClassLoader());
        logging.initialize(
                new LoggingInitializationContext(new StandardEnvironment()), "classpath:logback-offline.xml", null);
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
    }

    /** Works on a database without a service; {@code work} gives what is printed. */
    private static int offline(DatabaseChoice choice, Function<Database, String> work) {
        quiet();
        return switch (choice) {
            case DatabaseChoice.Folder(Path dataDir) -> {
                try (DataFolder folder = DataFolder.openExisting(dataDir)) {
                    yield offline(embedded(folder), work);
                }
            }
            case DatabaseChoice.Server(PostgresAddress address) -> offline(server(address), work);
        };
    }

    private static int offline(Database database, Function<Database, String> work) {
        try {
            System.out.println(work.apply(database));
            return 0;
        } catch (RuntimeException e) {
            throw StartFailures.of(e, database);
        }
    }

    private static Database server(PostgresAddress address) {
        return PostgresDatabase.at(address, Optional.ofNullable(System.getenv(PostgresDatabase.PASSWORD_VARIABLE)));
    }

    private static int serve(ServeOptions options) {
        options.tls().ifPresent(Tls::requireReadable);
        DataFolder folder = DataFolder.open(options.dataDir());
        try {
            serve(options, folder, database(options, folder));
            return 0;
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    private static void serve(ServeOptions options, DataFolder folder, Database database) {
        try {
            announcement(start(options, folder, database)).print(System.out);
        } catch (RuntimeException e) {
            throw StartFailures.of(e, options, database);
        }
    }

    /** The database that the options name. */
    static Database database(ServeOptions options, DataFolder folder) {
        return options.postgres().map(Writ::server).orElseGet(() -> embedded(folder));
    }

    private static Database embedded(DataFolder folder) {
        return folder.database(PinnedLog.in(folder.path()));
    }

    private static Optional<Database> embeddedForRepair(DataFolder folder) {
        return folder.hasDatabase()
                ? Optional.of(folder.database(PinnedLog.forRepair(folder.path())))
                : Optional.empty();
    }

    private static Announcement announcement(ConfigurableApplicationContext context) {
        return new Announcement(
                context.getBean(ServeOptions.class),
                context.getBean(DataFolder.class),
                context.getBean(Database.class),
                context.getBean(PolicySets.class),
                context.getBean(Bootstrap.class),
                (WebServerApplicationContext) context);
    }

    /** Starts the service in this process and returns its context; closing that stops it and releases the folder. */
    @SafeVarargs
    static ConfigurableApplicationContext start(
            ServeOptions options,
            DataFolder folder,
            Database database,
            ApplicationContextInitializer<? super GenericApplicationContext>... more) {
        var application = new SpringApplication(Writ.class);
        application.setEnvironment(environment(options));
        application.addInitializers(context -> {
            var beans = (GenericApplicationContext) context;
            beans.registerBean(ServeOptions.class, () -> options);
            beans.registerBean(DataFolder.class, () -> folder);
            beans.registerBean(Database.class, () -> database);
            for (var initializer : more) {
                initializer.initialize(beans);
            }
        });
        return application.run();
    }

    /**
     * What the service is configured by: the options, then the jar's own file. A variable of the process or a file in the working
     * folder changes nothing, so that what an operator did not say on the command line is what was tested.
     */
    static ConfigurableEnvironment environment(ServeOptions options) {
        var environment = new StandardServletEnvironment();
        var sources = environment.getPropertySources();
        sources.remove(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
        sources.remove(StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
        options.tls().ifPresent(tls -> sources.addFirst(new MapPropertySource("tls", TlsChoice.properties(tls))));
        sources.addFirst(new MapPropertySource(
                "options",
                Map.of(
                        "spring.config.location",
                        "classpath:/application.yaml",
                        "server.address",
                        options.host(),
                        "server.port",
                        Integer.toString(options.port()))));
        return environment;
    }
}
