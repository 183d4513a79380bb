package dev.writ.cli.ledger;

import dev.writ.cli.Home;
import dev.writ.cli.serve.ServiceProcess;
import dev.writ.cli.serve.ServiceProcess.Life;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Exports from the database of a stopped service, by the export mode of the service's jar: it alone knows the tables. */
public final class OfflineExport {
    private OfflineExport() {}

    /**
     * Runs the export.
     *
     * @param log where its output goes; empty for this process's own output
     * @return the exit code of the jar
     */
    public static int run(Home home, Path dataDir, Path target, Optional<Path> log) {
        return run(home, List.of("ledger-export", "--data-dir", dataDir.toString(), "--dir", target.toString()), log);
    }

    /** Runs another mode of the jar on the data folder of a stopped service. */
    static int run(Home home, List<String> arguments, Optional<Path> log) {
        try (ServiceProcess export = ServiceProcess.start(home.serviceJar(), arguments, Life.SHORT, log)) {
            return export.await();
        }
    }
}
