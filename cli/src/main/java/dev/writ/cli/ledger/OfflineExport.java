package dev.writ.cli.ledger;

import dev.writ.cli.Home;
import dev.writ.cli.serve.ServiceProcess;
import dev.writ.cli.serve.ServiceProcess.Life;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Exports from a database, by the export mode of the service's jar: it alone knows the tables. */
public final class OfflineExport {
    private OfflineExport() {}

    /**
     * Runs the export from the data folder of a stopped service.
     *
     * @param log where its output goes; empty for this process's own output
     * @return the exit code of the jar
     */
    public static int run(Home home, Path dataDir, Path target, Optional<Path> log) {
        return run(home, List.of("--data-dir", dataDir.toString()), target, log);
    }

    /** Runs the export from the database that the options name. */
    static int run(Home home, List<String> source, Path target, Optional<Path> log) {
        List<String> arguments = new ArrayList<>(List.of("ledger-export", "--dir", target.toString()));
        arguments.addAll(source);
        return run(home, arguments, log);
    }

    /** Runs a mode of the jar that works on a database. */
    static int run(Home home, List<String> arguments, Optional<Path> log) {
        try (ServiceProcess export = ServiceProcess.start(home.serviceJar(), arguments, Life.SHORT, log)) {
            return export.await();
        }
    }
}
