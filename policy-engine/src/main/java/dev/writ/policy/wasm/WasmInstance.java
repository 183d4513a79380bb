package dev.writ.policy.wasm;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.styra.opa.wasm.OpaWasm_ModuleExports;
import dev.writ.policy.runtime.EvaluationException;
import dev.writ.policy.runtime.Execution;
import dev.writ.policy.value.JsonLimits;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A module with a memory of its own, into which the data were loaded. Used by one thread at a time. After an evaluation that
 * ended by an exception it must not be used again: the stack inside of its memory was not unwound.
 */
final class WasmInstance {

    private static final int REGO_TEXT = 1;

    private final OpaWasm_ModuleExports module;
    private final Memory memory;
    private final WasmHost host;
    private final long memoryBytes;
    private final int resultBytes;
    private final int dataAddress;
    private final int heapStart;

    private WasmInstance(WasmProgram program, OpaWasm_ModuleExports module, Memory memory, WasmHost host) {
        this.module = module;
        this.memory = memory;
        this.host = host;
        this.memoryBytes = program.options().memoryBytes();
        this.resultBytes = program.options().resultBytes();
        // The first allocation initialises the heap.
        module.opaMalloc(0);
        this.dataAddress = WasmMemory.store(module, memory, program.data());
        module.opaHeapBlocksStash();
        this.heapStart = module.opaHeapPtrGet();
    }

    /** A fresh instance, with data. */
    static WasmInstance of(WasmProgram program) {
        WasmOptions options = program.options();
        int maxPages = (int) (options.memoryBytes() / WasmProgram.PAGE);
        if (program.minPages() > maxPages) {
            throw WasmFailures.memory(options.memoryBytes());
        }
        Memory memory = new ByteArrayMemory(new MemoryLimits(program.minPages(), maxPages));
        WasmHost host = new WasmHost(memory, options.resultBytes());
        try {
            Instance instance = Instance.builder(program.module())
                    .withImportValues(host.toImportValues())
                    .withMachineFactory(program.machine())
                    .build();
            OpaWasm_ModuleExports exports = new OpaWasm_ModuleExports(instance);
            host.connect(exports);
            return new WasmInstance(program, exports, memory, host);
        } catch (WasmHost.AbortException e) {
            throw WasmFailures.aborted(String.valueOf(e.getMessage()), options.memoryBytes());
        }
    }

    /** The version of the ABI: major times 1,000 plus minor. */
    long abiVersion() {
        return module.opaWasmAbiVersion().getValue() * 1_000
                + module.opaWasmAbiMinorVersion().getValue();
    }

    /** The numbers of entrypoints, by path. */
    Map<String, Integer> entrypoints() {
        return numbers(module.entrypoints());
    }

    /** The numbers of imported functions, by name. */
    Map<String, Integer> imports() {
        return numbers(module.builtins());
    }

    private Map<String, Integer> numbers(int table) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        byte[] json = WasmMemory.bytes(memory, module.opaJsonDump(table), resultBytes);
        if (JsonReader.read(json, JsonLimits.DEFAULT) instanceof RegoObject object) {
            object.forEach((name, number) -> {
                if (name instanceof RegoString text && number instanceof RegoNumber n && n.isLong()) {
                    numbers.put(text.value(), Math.toIntExact(n.longValue()));
                }
            });
        }
        return numbers;
    }

    /** Says which functions the numbers of imports mean. */
    void serve(java.util.List<WasmHost.Imported> functions) {
        host.serve(functions);
    }

    /**
     * Evaluates.
     *
     * @param input the text of the input; empty where there is none
     * @return the set of results: empty where the entrypoint is undefined
     * @throws EvaluationException if it ended with an error
     */
    RegoSet evaluate(int entrypoint, byte[] input, Execution execution) {
        host.enter(execution);
        try {
            reserve(heapStart + (long) input.length);
            memory.write(heapStart, input);
            int result = module.opaEval(
                    0,
                    entrypoint,
                    dataAddress,
                    input.length == 0 ? 0 : heapStart,
                    input.length,
                    heapStart + input.length,
                    REGO_TEXT);
            RegoValue results = RegoText.read(WasmMemory.bytes(memory, result, resultBytes));
            return switch (results) {
                case RegoSet set -> set;
                case RegoArray array -> RegoSet.of(array.toList());
                default -> throw WasmFailures.internal("the module gave results that do not fit its interface");
            };
        } catch (WasmHost.AbortException e) {
            throw WasmFailures.aborted(String.valueOf(e.getMessage()), memoryBytes);
        } catch (RegoText.MalformedException e) {
            throw WasmFailures.internal("the module gave a malformed value: " + e.getMessage());
        } catch (ChicoryException e) {
            throw trapped(e);
        }
    }

    private static EvaluationException trapped(ChicoryException e) {
        if (Thread.currentThread().isInterrupted()) {
            return WasmFailures.cancelled();
        }
        String message = String.valueOf(e.getMessage());
        return message.contains("stack")
                ? WasmFailures.limit("the evaluation nests too deeply for its stack", "nest rules and data less deeply")
                : WasmFailures.internal("the module failed: " + WasmFailures.said(e));
    }

    private void reserve(long bytes) {
        long missing = bytes - (long) memory.pages() * WasmProgram.PAGE;
        if (missing > 0 && memory.grow((int) ((missing + WasmProgram.PAGE - 1) / WasmProgram.PAGE)) < 0) {
            throw WasmFailures.memory(memoryBytes);
        }
    }
}
