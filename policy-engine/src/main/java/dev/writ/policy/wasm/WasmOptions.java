package dev.writ.policy.wasm;

import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.builtin.std.StandardBuiltins;
import java.util.Optional;

/**
 * How an engine for WebAssembly is made.
 *
 * @param builtins the functions that a module may import
 * @param instances how many evaluations run at once, each with memory of its own; further ones wait
 * @param memoryBytes how large the memory of one instance may grow, its data included
 * @param inputBytes how long the text of an input may be
 * @param resultBytes how long the text of a result, or of an operand of an imported function, may be
 * @param revision what the engine says it is; absent where the manifest or the digest of module and data shall say it
 */
public record WasmOptions(
        BuiltinRegistry builtins,
        int instances,
        long memoryBytes,
        int inputBytes,
        int resultBytes,
        Optional<String> revision) {

    /** The largest memory there is: 32-bit addresses, of which the runtime can use the lower half. */
    static final long MAX_MEMORY = (1L << 31) - WasmProgram.PAGE;

    private static final int DEFAULT_INSTANCES = 8;

    public WasmOptions {
        if (instances < 1 || inputBytes < 1 || resultBytes < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
        if (memoryBytes < WasmProgram.PAGE || memoryBytes > MAX_MEMORY) {
            throw new IllegalArgumentException("the memory must be between 64 KiB and 2 GiB");
        }
    }

    /** All built-ins there are, 8 instances of at most 256 MiB each, inputs and results of at most 32 MiB. */
    public static WasmOptions standard() {
        return new WasmOptions(
                StandardBuiltins.registry(), DEFAULT_INSTANCES, 256L << 20, 32 << 20, 32 << 20, Optional.empty());
    }

    /** The same with another number of instances. */
    public WasmOptions withInstances(int value) {
        return new WasmOptions(builtins, value, memoryBytes, inputBytes, resultBytes, revision);
    }

    /** The same with another limit on the memory of an instance. */
    public WasmOptions withMemoryBytes(long value) {
        return new WasmOptions(builtins, instances, value, inputBytes, resultBytes, revision);
    }

    /** The same with other limits on texts. */
    public WasmOptions withTextBytes(int input, int result) {
        return new WasmOptions(builtins, instances, memoryBytes, input, result, revision);
    }

    /** The same with a name for what the engine is. */
    public WasmOptions withRevision(String value) {
        return new WasmOptions(builtins, instances, memoryBytes, inputBytes, resultBytes, Optional.of(value));
    }
}
