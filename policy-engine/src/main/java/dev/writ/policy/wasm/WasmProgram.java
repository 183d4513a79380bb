package dev.writ.policy.wasm;

import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.ActiveDataSegment;
import com.dylibso.chicory.wasm.types.MemoryImport;
import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.value.RegoObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A module, compiled to JVM classes once for all of its instances, and the data for them. */
final class WasmProgram {

    /** The bytes of a page. */
    static final int PAGE = 1 << 16;

    private static final long MIN_ABI = 1_002;
    private static final long MAX_ABI = 1_999;
    static final String REBUILD = "build the bundle again with `opa build -t wasm` of OPA 1.x";

    private final WasmModule module;
    private final Function<Instance, Machine> machine;
    private final int minPages;
    private final byte[] data;
    private final WasmOptions options;

    private WasmProgram(WasmModule module, int minPages, byte[] data, WasmOptions options) {
        this.module = module;
        this.machine = MachineFactoryCompiler.compile(module);
        this.minPages = minPages;
        this.data = data;
        this.options = options;
    }

    /** The module as it was parsed. */
    WasmModule module() {
        return module;
    }

    /** Makes what runs the compiled module for an instance. */
    Function<Instance, Machine> machine() {
        return machine;
    }

    /** The memory that the module asks for, in pages. */
    int minPages() {
        return minPages;
    }

    /** The text of the base documents; not to be changed. */
    byte[] data() {
        return data;
    }

    WasmOptions options() {
        return options;
    }

    /**
     * An instance that is ready to evaluate.
     *
     * @throws dev.writ.policy.PolicyException if this engine cannot run the module
     */
    WasmInstance instance(String name) {
        WasmInstance instance = WasmInstance.of(this);
        instance.serve(contents(name, instance).imports());
        return instance;
    }

    /** What a module can do: the numbers of its entrypoints by path, and the functions it imports by number. */
    record Contents(Map<String, Integer> entrypoints, List<WasmHost.Imported> imports) {}

    static WasmProgram of(String name, byte[] bytes, RegoObject data, WasmOptions options) {
        try {
            WasmModule module = Parser.parse(bytes);
            return new WasmProgram(module, pages(module), RegoText.write(data), options);
        } catch (RuntimeException e) {
            // What reads modules meets malformed ones in many ways.
            throw WasmFailures.unusable(name, "is no WebAssembly", e);
        }
    }

    /** OPA's modules declare less memory than their constants fill. */
    private static int pages(WasmModule module) {
        long declared = module.importSection().stream()
                .filter(MemoryImport.class::isInstance)
                .map(MemoryImport.class::cast)
                .mapToLong(memory -> memory.limits().initialPages())
                .max()
                .orElse(1);
        long filled = Arrays.stream(module.dataSection().dataSegments())
                .filter(ActiveDataSegment.class::isInstance)
                .map(ActiveDataSegment.class::cast)
                .filter(segment -> !segment.offsetInstructions().isEmpty()
                        && segment.offsetInstructions().getFirst().operandCount() == 1)
                .mapToLong(segment -> Integer.toUnsignedLong(
                                (int) segment.offsetInstructions().getFirst().operand(0))
                        + segment.data().length)
                .max()
                .orElse(0);
        return (int) Math.max(declared, (filled + PAGE - 1) / PAGE);
    }

    /**
     * Looks at what an instance says of the module.
     *
     * @throws dev.writ.policy.PolicyException if this engine cannot run it
     */
    Contents contents(String name, WasmInstance instance) {
        long abi = instance.abiVersion();
        if (abi < MIN_ABI || abi > MAX_ABI) {
            throw WasmFailures.unusable(
                    name, "has version " + abi / 1_000 + "." + abi % 1_000 + " of OPA's interface", REBUILD);
        }
        return new Contents(new TreeMap<>(instance.entrypoints()), imports(name, instance.imports()));
    }

    private List<WasmHost.Imported> imports(String name, Map<String, Integer> numbers) {
        WasmHost.Imported[] imports = new WasmHost.Imported
                [numbers.values().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1];
        List<String> missing = new ArrayList<>();
        WasmHost.Imported none = new WasmHost.Imported("", (Builtin.Nullary) context -> {
            throw WasmFailures.internal("the module calls a function that it does not import");
        });
        Arrays.fill(imports, none);
        numbers.forEach((function, number) -> options.builtins()
                .implementation(function)
                .filter(builtin -> !(builtin instanceof Builtin.Relation))
                .ifPresentOrElse(
                        builtin -> imports[number] = new WasmHost.Imported(function, builtin),
                        () -> missing.add("`" + function + "`")));
        if (!missing.isEmpty()) {
            throw WasmFailures.unusable(
                    name,
                    "imports functions that this engine lacks: " + String.join(", ", missing),
                    "do without them, or allow them");
        }
        return List.of(imports);
    }
}
