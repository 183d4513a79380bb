package dev.writ.policy.partial;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.PolicyException;
import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.builtin.PatternCache;
import dev.writ.policy.check.CheckedBody;
import dev.writ.policy.check.CheckedQuery;
import dev.writ.policy.check.CheckedStatement;
import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.LocalVar;
import dev.writ.policy.eval.CompiledProgram;
import dev.writ.policy.ir.Function;
import dev.writ.policy.plan.Planner;
import dev.writ.policy.runtime.EffectLog;
import dev.writ.policy.runtime.EvaluationException;
import dev.writ.policy.runtime.Execution;
import dev.writ.policy.runtime.Meter;
import dev.writ.policy.runtime.Scope;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The interpreter, for statements that depend on nothing unknown. */
final class Known {
    private static final int PATTERNS = 2_000;

    private final Planner planner;
    private final CompiledProgram compiled;
    private final Execution execution;
    private final Scope scope;
    private final Meter meter;

    Known(
            Planner planner,
            CompiledProgram compiled,
            EngineOptions engine,
            RegoObject data,
            Maybe input,
            EvaluationOptions options) {
        this.planner = planner;
        this.compiled = compiled;
        this.meter = new Meter(options.limits(), options.cancellation());
        this.execution = new Execution(
                meter,
                options.strictBuiltinErrors(),
                engine.hosts().map(options.environment()::restrictedTo).orElseGet(options::environment),
                options.effects().orElseGet(EffectLog::recording),
                options.print(),
                options.tracer(),
                new PatternCache(PATTERNS));
        this.scope = Scope.outermost(input, data);
    }

    /** The rules as the interpreter runs them. */
    static CompiledProgram compile(Planner planner, BuiltinRegistry builtins) {
        return CompiledProgram.of(
                planner.program(),
                name -> builtins.implementation(name)
                        .orElseThrow(() -> new IllegalStateException("`" + name + "` has no implementation")));
    }

    /** Counts a step of the partial evaluation itself. */
    void step(Span place) {
        meter.step(place);
    }

    /** The solutions of statements, as values of the variables that they give values to. */
    List<Map<LocalVar, CheckedTerm>> solutions(List<CheckedStatement> statements) {
        Span place = statements.getFirst().span();
        Map<Integer, LocalVar> outputs = new LinkedHashMap<>();
        Map<Integer, LocalVar> dense = new LinkedHashMap<>();
        for (CheckedStatement statement : statements) {
            Occurrences.everywhere(
                    statement,
                    variable -> dense.putIfAbsent(variable.id(), new LocalVar(dense.size(), variable.name())));
            Occurrences.outside(statement, variable -> outputs.putIfAbsent(variable.id(), variable));
        }
        Renaming renaming = new Renaming(variable -> {
            LocalVar renamed = dense.get(variable.id());
            return renamed == null ? null : new CheckedTerm.Local(place, renamed);
        });
        List<LocalVar> columns = new ArrayList<>();
        outputs.keySet().forEach(id -> columns.add(dense.getOrDefault(id, new LocalVar(id, ""))));
        CheckedBody body = new CheckedBody(place, renaming.statements(statements));
        List<RegoValue[]> rows = run(new CheckedQuery(body, columns, List.of(), dense.size()));
        List<Map<LocalVar, CheckedTerm>> solutions = new ArrayList<>();
        for (RegoValue[] row : rows) {
            Map<LocalVar, CheckedTerm> solution = new LinkedHashMap<>();
            int column = 0;
            for (LocalVar output : outputs.values()) {
                solution.put(output, new CheckedTerm.Constant(place, row[column++]));
            }
            solutions.add(solution);
        }
        return solutions;
    }

    private List<RegoValue[]> run(CheckedQuery query) {
        Planner.PlannedQuery planned = planner.query(query);
        Function function = planned.function();
        if (function == null) {
            throw new PolicyException(planned.diagnostics());
        }
        return compiled.query(function).run(execution, scope);
    }

    /** Turns what ends an evaluation into a refusal. */
    static <T> T refusing(Supplier<T> work) {
        try {
            return work.get();
        } catch (EvaluationException ended) {
            throw PartialFailure.of(ended.diagnostic());
        } catch (StackOverflowError ignored) {
            throw PartialFailure.limit(null, "the partial evaluation nests too deeply for the stack of its thread");
        }
    }
}
