package dev.writ.policy.runtime;

import static dev.writ.policy.value.Undefined.UNDEFINED;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.function.Predicate;

/**
 * Calls of built-ins. A call that fails is undefined; in a strict evaluation it ends the evaluation instead. What a
 * built-in throws to end the evaluation (a limit, a cancellation) passes through.
 */
public final class BuiltinCalls {

    private BuiltinCalls() {}

    /** Calls with operands in a list. */
    public static Maybe call(Execution execution, String name, Builtin builtin, List<RegoValue> operands, Span place) {
        execution.at(place);
        try {
            return weighed(execution, builtin.call(execution, operands), place);
        } catch (BuiltinFailure failure) {
            return failed(execution, name, failure, place);
        }
    }

    /** Calls with one operand. */
    public static Maybe call(Execution execution, String name, Builtin.Unary builtin, RegoValue operand, Span place) {
        execution.at(place);
        try {
            return weighed(execution, builtin.call(execution, operand), place);
        } catch (BuiltinFailure failure) {
            return failed(execution, name, failure, place);
        }
    }

    /** Calls with two operands. */
    public static Maybe call(
            Execution execution, String name, Builtin.Binary builtin, RegoValue first, RegoValue second, Span place) {
        execution.at(place);
        try {
            return weighed(execution, builtin.call(execution, first, second), place);
        } catch (BuiltinFailure failure) {
            return failed(execution, name, failure, place);
        }
    }

    /** Gives all values of a relation to the sink, until it answers false. */
    public static void each(
            Execution execution,
            String name,
            Builtin.Relation relation,
            RegoValue operand,
            Predicate<RegoValue> sink,
            Span place) {
        execution.at(place);
        try {
            relation.each(execution, operand, sink);
        } catch (BuiltinFailure failure) {
            failed(execution, name, failure, place);
        }
    }

    private static Maybe weighed(Execution execution, Maybe result, Span place) {
        return switch (result) {
            case RegoArray array -> execution.meter().weigh(array, place);
            case RegoObject object -> execution.meter().weigh(object, place);
            case RegoSet set -> execution.meter().weigh(set, place);
            default -> result;
        };
    }

    private static Maybe failed(Execution execution, String name, BuiltinFailure failure, Span place) {
        if (!execution.strict() && !execution.tracer().wanted()) {
            return UNDEFINED;
        }
        DiagnosticCode code = switch (failure.kind()) {
            case UNDEFINED -> null;
            case TYPE -> DiagnosticCode.EVAL_TYPE;
            case ERROR -> DiagnosticCode.EVAL_BUILTIN;
        };
        if (code == null) {
            return UNDEFINED;
        }
        Diagnostic error = Diagnostic.error(code, place, name + ": " + failure.reason());
        if (execution.strict()) {
            throw new EvaluationException(error);
        }
        execution.tracer().failed(error);
        return UNDEFINED;
    }
}
