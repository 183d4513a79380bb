package dev.writ.cli.policy;

import dev.writ.cli.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of {@code opa build} that change nothing here, or that ask for what there is not. */
final class BuildHints {

    @Option(names = "--debug", description = "Taken for OPA's sake; changes nothing.")
    void debug(boolean ignored) {
        // nothing to do
    }

    @Option(names = "--follow-symlinks", description = "Taken for OPA's sake: links are followed.")
    void followSymlinks(boolean ignored) {
        // nothing to do
    }

    @Option(names = "--wasm-include-print", description = "Taken for OPA's sake; changes nothing.")
    void wasmIncludePrint(boolean ignored) {
        // nothing to do
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "json",
            description = "The format of plans: only json, the default.")
    private String format = "json";

    @Option(names = "--prune-unused", description = "Not supported: leave out what the entrypoints do not need.")
    private boolean pruneUnused;

    @Option(names = "--plan-addons", paramLabel = "NAME", description = "Not supported: put more into plans.")
    private List<String> planAddons = List.of();

    /** Ends the command where something is asked for that there is not. */
    void check() {
        @Nullable
        String missing = !format.equals("json")
                ? "--format " + format
                : pruneUnused ? "--prune-unused" : planAddons.isEmpty() ? null : "--plan-addons";
        if (missing != null) {
            throw new Failure("writ does not build as `" + missing + "` asks for: use `opa build " + missing + "`");
        }
    }
}
