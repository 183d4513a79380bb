package dev.writ.cli.policy;

import dev.writ.cli.Failure;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of OPA that say how its engine works. Results do not depend on them, and this engine has no need of them. */
final class EngineHints {

    @Option(names = "--disable-early-exit", description = "Taken for OPA's sake; changes nothing.")
    void disableEarlyExit(boolean ignored) {
        // nothing to do
    }

    @Option(names = "--disable-indexing", description = "Taken for OPA's sake; changes nothing.")
    void disableIndexing(boolean ignored) {
        // nothing to do
    }

    @Option(
            names = "--coverage-runs",
            paramLabel = "KIND",
            split = ",",
            description = "Taken for OPA's sake; changes nothing.")
    void coverageRuns(List<String> ignored) {
        // nothing to do
    }

    @Option(names = "--optimize-store-for-read-speed", description = "Taken for OPA's sake; changes nothing.")
    void optimizeStore(boolean ignored) {
        // nothing to do
    }

    @Option(
            names = {"-O", "--optimize"},
            paramLabel = "LEVEL",
            defaultValue = "0",
            description = "Only 0: policies are not rewritten before they are evaluated.")
    private int optimize;

    @Option(
            names = {"-e", "--entrypoint"},
            paramLabel = "PATH",
            description = "What --optimize starts from in OPA; changes nothing.")
    void entrypoints(List<String> ignored) {
        // nothing to do
    }

    /** Ends the command where something is asked for that there is not. */
    void check() {
        if (optimize != 0) {
            throw new Failure("writ does not optimize policies before it evaluates them: leave out `--optimize`");
        }
    }
}
