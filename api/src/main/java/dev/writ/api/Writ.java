package dev.writ.api;

import dev.writ.api.audit.OfflineExport;
import dev.writ.api.identity.Bootstrap;
import dev.writ.api.platform.DataFolder;
import dev.writ.api.platform.ServeOptions;
import dev.writ.api.platform.StartFailure;
import dev.writ.api.policyset.PolicySets;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** The program in the service's jar. Exit codes: 0, 1 for what the operator can repair, 2 for wrong arguments. */
@SpringBootApplication
public class Writ {
    /** Starts what the arguments ask for. */
    public static void main(String[] args) {
        int code = run(System.err, args);
        if (code != 0) {
            System.exit(code);
        }
    }

    private static int run(PrintStream err, String... args) {
        try {
            return switch (CommandLine.parse(args)) {
                case CommandLine.Serve(ServeOptions options) -> serve(options);
                case CommandLine.LedgerExport(Path dataDir, Path out) -> export(dataDir, out);
                case CommandLine.Wrong(String message) -> wrong(err, message);
            };
        } catch (StartFailure e) {
            err.println("error: " + e.getMessage());
            return 1;
        }
    }

    private static int wrong(PrintStream err, String message) {
        err.println("error: " + message);
        err.print(CommandLine.USAGE);
        return 2;
    }

    private static int export(Path dataDir, Path out) {
        LoggingSystem.get(Writ.class.getClassLoader()).setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        try (DataFolder folder = DataFolder.openExisting(dataDir)) {
            var checkpoint = OfflineExport.run(folder, out);
            System.out.println("exported " + checkpoint.size() + " entries of `" + checkpoint.origin() + "` to " + out);
            return 0;
        }
    }

    private static int serve(ServeOptions options) {
        DataFolder folder = DataFolder.open(options.dataDir());
        try {
            var context = start(options, folder);
            announcement(context).print(System.out);
            return 0;
        } catch (RuntimeException e) {
            folder.close();
            throw understandable(e, options);
        }
    }

    private static Announcement announcement(ConfigurableApplicationContext context) {
        return new Announcement(
                context.getBean(ServeOptions.class),
                context.getBean(DataFolder.class),
                context.getBean(PolicySets.class),
                context.getBean(Bootstrap.class),
                (WebServerApplicationContext) context);
    }

    /** Starts the service in this process and returns its context; closing that stops it and releases the folder. */
    @SafeVarargs
    static ConfigurableApplicationContext start(
            ServeOptions options,
            DataFolder folder,
            ApplicationContextInitializer<? super GenericApplicationContext>... more) {
        var application = new SpringApplication(Writ.class);
        application.setDefaultProperties(
                Map.of("server.address", options.host(), "server.port", Integer.toString(options.port())));
        application.addInitializers(context -> {
            var beans = (GenericApplicationContext) context;
            beans.registerBean(ServeOptions.class, () -> options);
            beans.registerBean(DataFolder.class, () -> folder);
            for (var initializer : more) {
                initializer.initialize(beans);
            }
        });
        return application.run();
    }

    private static RuntimeException understandable(RuntimeException e, ServeOptions options) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartFailure failure) {
                return failure;
            }
            if (cause instanceof PortInUseException) {
                return new StartFailure("port " + options.port() + " of " + options.host()
                        + " is in use; stop what listens there, or choose another with `--port` (0 takes a free one)");
            }
        }
        return e;
    }
}
