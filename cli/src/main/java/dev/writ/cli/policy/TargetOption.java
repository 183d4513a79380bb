package dev.writ.cli.policy;

import dev.writ.cli.Failure;
import picocli.CommandLine.Option;

/** The option that says which engine runs the policies. */
final class TargetOption {

    /** Engines. */
    enum Target {
        REGO,
        WASM
    }

    @Option(
            names = {"-t", "--target"},
            defaultValue = "rego",
            description = "Only rego, the default.")
    private Target target = Target.REGO;

    /** Ends the command where something is asked for that there is not. */
    void check() {
        if (target == Target.WASM) {
            throw new Failure("writ evaluates Rego itself and compiles none to WebAssembly: leave out `--target wasm`");
        }
    }
}
