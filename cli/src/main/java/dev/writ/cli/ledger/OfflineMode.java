package dev.writ.cli.ledger;

import dev.writ.cli.Home;
import dev.writ.cli.serve.ServiceProcess;
import dev.writ.cli.serve.ServiceProcess.Life;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the modes of the service's jar that work on a database without a service: the jar alone knows the tables. */
public final class OfflineMode {
    private OfflineMode() {}

    /**
     * Exports from the data folder of a stopped service.
     *
     * @param log where the jar's output goes; empty for this process's own output
     * @return the exit code of the jar
     */
    public static int export(Home home, Path dataDir, Path target, Optional<Path> log) {
        return export(home, List.of("--data-dir", dataDir.toString()), target, log);
    }

    /** Exports from the database that the options name. */
    static int export(Home home, List<String> source, Path target, Optional<Path> log) {
        List<String> arguments = new ArrayList<>(List.of("ledger-export", "--dir", target.toString()));
        arguments.addAll(source);
        return run(home, arguments, log);
    }

    /** Runs the mode that the first argument names, of the jar that the launcher knows; its output is this process's own. */
    static int run(List<String> arguments) {
        return run(Home.find(), arguments, Optional.empty());
    }

    /** Runs the mode that the first argument names. */
    static int run(Home home, List<String> arguments, Optional<Path> log) {
        try (ServiceProcess mode = ServiceProcess.start(home.serviceJar(), arguments, Life.SHORT, log)) {
            return mode.await();
        }
    }
}
