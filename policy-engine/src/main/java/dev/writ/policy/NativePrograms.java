package dev.writ.policy;

import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.eval.BuiltinTable;
import dev.writ.policy.eval.CompiledProgram;
import dev.writ.policy.eval.CompiledQuery;
import dev.writ.policy.ir.Function;
import dev.writ.policy.ir.Program;
import dev.writ.policy.runtime.Tracer;
import org.jspecify.annotations.Nullable;

/**
 * The program of an engine, compiled: once plainly, and once more for tracing when somebody first traces, so that
 * nobody else pays for it.
 */
final class NativePrograms {

    private final Program program;
    private final BuiltinTable builtins;
    private final CompiledProgram plain;
    private volatile @Nullable CompiledProgram traced;

    NativePrograms(Program program, BuiltinRegistry registry) {
        this.program = program;
        this.builtins = name -> registry.implementation(name)
                .orElseThrow(() -> new IllegalStateException("`" + name + "` has no implementation"));
        this.plain = CompiledProgram.of(program, builtins);
    }

    CompiledProgram forTracer(Tracer tracer) {
        return tracer.wanted() ? traced() : plain;
    }

    private CompiledProgram traced() {
        CompiledProgram known = traced;
        if (known == null) {
            // Two threads may both compile it; the results are alike.
            known = CompiledProgram.traced(program, builtins);
            traced = known;
        }
        return known;
    }

    Queries query(Function function) {
        return new Queries(this, function, plain.query(function));
    }

    /** A query, compiled plainly; for tracing it is compiled each time. */
    record Queries(NativePrograms programs, Function function, CompiledQuery plain) {

        CompiledQuery forTracer(Tracer tracer) {
            return tracer.wanted() ? programs.traced().query(function) : plain;
        }
    }
}
