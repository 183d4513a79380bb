package dev.writ.policy.opaplan;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.opaplan.OpaPlan.Code;
import dev.writ.policy.opaplan.OpaPlan.Function;
import dev.writ.policy.opaplan.OpaPlan.Place;
import dev.writ.policy.runtime.EvaluationException;
import dev.writ.policy.runtime.Execution;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One evaluation of a plan: its results, what documents came to already, and the calls that wait for each other. Used by
 * one thread.
 */
final class PlanRun {

    private final OpaPlan plan;
    private final Map<String, Builtin> builtins;
    private final Execution execution;
    private final Set<RegoValue> results = new LinkedHashSet<>();
    private final Deque<Map<String, Optional<RegoValue>>> memo = new ArrayDeque<>();
    private int depth;

    PlanRun(OpaPlan plan, Map<String, Builtin> builtins, Execution execution) {
        this.plan = plan;
        this.builtins = builtins;
        this.execution = execution;
        memo.push(new HashMap<>());
    }

    /** The results of an entrypoint. */
    RegoSet entrypoint(Code code, @Nullable RegoValue input, RegoValue data) {
        PlanFrame frame = new PlanFrame(this, code.locals());
        if (input != null) {
            frame.set(OpaPlan.INPUT, input);
        }
        frame.set(OpaPlan.DATA, data);
        frame.run(code.blocks());
        return RegoSet.of(results);
    }

    void addResult(RegoValue value) {
        results.add(value);
        execution.meter().size(results.size(), null);
    }

    /** Counts an iteration. */
    void step() {
        execution.checkpoint();
    }

    /** Checks the size of a collection that grows. */
    void size(int elements) {
        execution.meter().size(elements, null);
    }

    /** What is known under a replaced document is known there only. */
    void enterWith() {
        memo.push(new HashMap<>());
    }

    void leaveWith() {
        memo.pop();
    }

    /** The function that computes the document at a path, or null. */
    @Nullable
    Function documentAt(List<RegoValue> path) {
        return plan.paths().get(path);
    }

    /** Calls a function of the plan or a built-in; null where the result is undefined. */
    @Nullable
    RegoValue call(String name, List<@Nullable RegoValue> arguments, Place place) {
        Function function = plan.functions().get(name);
        return function == null ? builtin(name, arguments, place) : call(function, arguments);
    }

    /** Calls a function of the plan; null where the result is undefined. */
    @Nullable
    RegoValue call(Function function, List<@Nullable RegoValue> arguments) {
        step();
        if (!function.isDocument()) {
            return compute(function, arguments);
        }
        Map<String, Optional<RegoValue>> known = memo.getFirst();
        Optional<RegoValue> remembered = known.get(function.name());
        if (remembered == null) {
            remembered = Optional.ofNullable(compute(function, arguments));
            known.put(function.name(), remembered);
        }
        return remembered.orElse(null);
    }

    private @Nullable RegoValue compute(Function function, List<@Nullable RegoValue> arguments) {
        int limit = execution.meter().limits().callDepth();
        if (++depth > limit) {
            throw execution.meter().tooDeep(function.name(), depth, execution.location());
        }
        PlanFrame frame = new PlanFrame(this, function.code().locals());
        for (int i = 0; i < function.parameters().size() && i < arguments.size(); i++) {
            RegoValue argument = arguments.get(i);
            if (argument != null) {
                frame.set(function.parameters().get(i), argument);
            }
        }
        frame.run(function.code().blocks());
        depth--;
        return frame.returned();
    }

    private @Nullable RegoValue builtin(String name, List<@Nullable RegoValue> arguments, Place place) {
        Builtin builtin = builtins.get(name);
        if (builtin == null) {
            throw failure(
                    DiagnosticCode.EVAL_INTERNAL, place, "the plan calls `" + name + "`, which it does not declare");
        }
        List<RegoValue> operands = new ArrayList<>(arguments.size());
        for (RegoValue argument : arguments) {
            if (argument == null) {
                return null;
            }
            operands.add(argument);
        }
        if (builtin.arity() >= 0 && builtin.arity() != operands.size()) {
            throw failure(
                    DiagnosticCode.EVAL_INTERNAL,
                    place,
                    "the plan calls `" + name + "` with " + operands.size() + " operands");
        }
        step();
        try {
            return builtin instanceof Builtin.Relation relation
                    ? rows(relation, operands.getFirst())
                    : builtin.call(execution, operands);
        } catch (BuiltinFailure e) {
            return failed(name, e, place);
        }
    }

    private RegoValue rows(Builtin.Relation relation, RegoValue operand) {
        List<RegoValue> rows = new ArrayList<>();
        relation.each(execution, operand, row -> {
            rows.add(row);
            size(rows.size());
            return true;
        });
        return RegoArray.of(rows);
    }

    private @Nullable RegoValue failed(String name, BuiltinFailure failure, Place place) {
        if (!execution.strict()) {
            return null;
        }
        return switch (failure.kind()) {
            case UNDEFINED -> null;
            case TYPE -> throw failure(DiagnosticCode.EVAL_TYPE, place, name + ": " + failure.reason());
            case ERROR -> throw failure(DiagnosticCode.EVAL_BUILTIN, place, name + ": " + failure.reason());
        };
    }

    /** An error at a place; the sources are not here, so the place is text. */
    static EvaluationException failure(DiagnosticCode code, Place place, String message) {
        return new EvaluationException(Diagnostic.error(code, null, place.prefix() + message));
    }
}
