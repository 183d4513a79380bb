package dev.writ.cli.policy;

import dev.writ.cli.Failure;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of partial evaluation, which are known in order to say that it is not measured. */
final class PartialRefusals {

    @Option(
            names = {"-p", "--partial"},
            description = "Not supported: evaluate what is known and print what is left.")
    private boolean partial;

    @Option(
            names = {"-u", "--unknowns"},
            paramLabel = "PATH",
            description = "Not supported: what partial evaluation takes for unknown.")
    private List<String> unknowns = List.of();

    @Option(names = "--disable-inlining", paramLabel = "PATH", description = "Not supported: see --partial.")
    private List<String> disableInlining = List.of();

    @Option(names = "--shallow-inlining", description = "Not supported: see --partial.")
    private boolean shallowInlining;

    @Option(names = "--nondeterminstic-builtins", description = "Not supported: see --partial.")
    private boolean nondeterministic;

    /** Ends the command where partial evaluation is asked for. */
    void check() {
        if (partial || shallowInlining || nondeterministic || !unknowns.isEmpty() || !disableInlining.isEmpty()) {
            throw new Failure(
                    "writ does not measure partial evaluation, as `--partial` and the options that belong to it"
                            + " ask for: measure the query as a whole, or use `opa bench --partial`");
        }
    }
}
