package dev.writ.policy;

import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.check.CheckedQuery;
import dev.writ.policy.eval.BuiltinTable;
import dev.writ.policy.eval.CompiledProgram;
import dev.writ.policy.eval.CompiledQuery;
import dev.writ.policy.ir.Function;
import dev.writ.policy.ir.Program;
import dev.writ.policy.plan.Planner;
import dev.writ.policy.runtime.Tracer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The program of an engine, compiled: once plainly, and once more for tracing when somebody first traces, so that
 * nobody else pays for it.
 */
final class NativePrograms {

    private final Program program;
    private final BuiltinTable builtins;
    private final CompiledProgram plain;
    private final Supplier<Planner> explanations;
    private volatile @Nullable CompiledProgram traced;
    private volatile @Nullable Explained explained;

    /** The program with marks, and what plans queries against it. */
    private record Explained(Planner planner, CompiledProgram program) {}

    NativePrograms(Program program, BuiltinRegistry registry, Supplier<Planner> explanations) {
        this.program = program;
        this.explanations = explanations;
        this.builtins = name -> registry.implementation(name)
                .orElseThrow(() -> new IllegalStateException("`" + name + "` has no implementation"));
        this.plain = CompiledProgram.of(program, builtins);
    }

    CompiledProgram forTracer(Tracer tracer) {
        return tracer.explainer().isPresent() ? explained().program() : tracer.wanted() ? traced() : plain;
    }

    private Explained explained() {
        Explained known = explained;
        if (known == null) {
            Planner planner = explanations.get();
            known = new Explained(planner, CompiledProgram.traced(planner.program(), builtins));
            explained = known;
        }
        return known;
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

    Queries query(CheckedQuery query, Function function) {
        return new Queries(this, query, function, plain.query(function));
    }

    /** A query, compiled plainly; for tracing it is compiled each time. */
    record Queries(NativePrograms programs, CheckedQuery query, Function function, CompiledQuery plain) {

        CompiledQuery forTracer(Tracer tracer) {
            if (tracer.explainer().isPresent()) {
                Explained explained = programs.explained();
                Function marked = explained.planner().query(query).function();
                return explained.program().query(marked == null ? function : marked);
            }
            return tracer.wanted() ? programs.traced().query(function) : plain;
        }
    }
}
