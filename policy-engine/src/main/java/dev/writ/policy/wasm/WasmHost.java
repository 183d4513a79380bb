package dev.writ.policy.wasm;

import com.dylibso.chicory.runtime.Memory;
import com.styra.opa.wasm.OpaWasm_Env;
import com.styra.opa.wasm.OpaWasm_ModuleExports;
import com.styra.opa.wasm.OpaWasm_ModuleImports;
import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.runtime.EvaluationException;
import dev.writ.policy.runtime.Execution;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a module imports: its memory, a way to give up, and built-in functions by number. Used by one thread at a time. */
final class WasmHost implements OpaWasm_ModuleImports, OpaWasm_Env {

    private static final int UNDEFINED = 0;

    private final Memory memory;
    private final int maxText;
    private List<Imported> builtins = List.of();
    private @Nullable OpaWasm_ModuleExports exports;
    private @Nullable Execution execution;

    /** A function that the module imports. */
    record Imported(String name, Builtin builtin) {}

    /** The module called {@code opa_abort}. */
    static final class AbortException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private AbortException(String message) {
            super(message, null, false, false);
        }
    }

    WasmHost(Memory memory, int maxText) {
        this.memory = memory;
        this.maxText = maxText;
    }

    /** Says what the module exports, as soon as it is known. */
    void connect(OpaWasm_ModuleExports to) {
        exports = to;
    }

    /** Says which functions the numbers mean. */
    void serve(List<Imported> functions) {
        builtins = functions;
    }

    /** Says for which evaluation calls come from now on. */
    void enter(Execution current) {
        execution = current;
    }

    @Override
    public OpaWasm_Env env() {
        return this;
    }

    @Override
    public Memory memory() {
        return memory;
    }

    @Override
    public void opaAbort(int message) {
        throw new AbortException(WasmMemory.text(memory, message, maxText));
    }

    @Override
    public int opaBuiltin0(int id, int context) {
        return call(id);
    }

    @Override
    public int opaBuiltin1(int id, int context, int first) {
        return call(id, first);
    }

    @Override
    public int opaBuiltin2(int id, int context, int first, int second) {
        return call(id, first, second);
    }

    @Override
    public int opaBuiltin3(int id, int context, int first, int second, int third) {
        return call(id, first, second, third);
    }

    @Override
    public int opaBuiltin4(int id, int context, int first, int second, int third, int fourth) {
        return call(id, first, second, third, fourth);
    }

    private int call(int id, int... operands) {
        Execution current = execution;
        OpaWasm_ModuleExports module = exports;
        if (current == null || module == null || id < 0 || id >= builtins.size()) {
            throw WasmFailures.internal("the module calls a function that it does not import");
        }
        Imported imported = builtins.get(id);
        List<RegoValue> values = new ArrayList<>(operands.length);
        for (int operand : operands) {
            int dumped = module.opaValueDump(operand);
            values.add(RegoText.read(WasmMemory.bytes(memory, dumped, maxText)));
            module.opaFree(dumped);
        }
        current.checkpoint();
        RegoValue result;
        try {
            result = imported.builtin().call(current, values);
        } catch (BuiltinFailure failure) {
            return failed(current, imported.name(), failure);
        }
        return WasmMemory.store(module, memory, RegoText.write(result));
    }

    private static int failed(Execution current, String name, BuiltinFailure failure) {
        if (!current.strict()) {
            return UNDEFINED;
        }
        return switch (failure.kind()) {
            case UNDEFINED -> UNDEFINED;
            case TYPE -> throw strict(DiagnosticCode.EVAL_TYPE, name, failure);
            case ERROR -> throw strict(DiagnosticCode.EVAL_BUILTIN, name, failure);
        };
    }

    private static EvaluationException strict(DiagnosticCode code, String name, BuiltinFailure failure) {
        return new EvaluationException(Diagnostic.error(code, null, name + ": " + failure.reason()));
    }
}
