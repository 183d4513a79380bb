package dev.writ.policy.runtime;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the non-deterministic calls of one evaluation gave, by built-in and operands. Given to a later evaluation of the
 * same policies and input it makes that evaluation come out the same, bit for bit. Used by one thread.
 */
public final class EffectLog {

    private record Call(String builtin, List<RegoValue> operands) {}

    private final Map<Call, RegoValue> results = new HashMap<>();
    private final boolean replaying;

    private EffectLog(boolean replaying) {
        this.replaying = replaying;
    }

    /** An empty log that is filled by the evaluation. */
    public static EffectLog recording() {
        return new EffectLog(false);
    }

    /** A log with which an evaluation is repeated: what it does not hold fails. */
    public static EffectLog replaying(RegoObject recorded) {
        return filled(recorded, true);
    }

    /** A log that holds results already and is filled further: for an evaluation that may call more. */
    public static EffectLog continuing(RegoObject recorded) {
        return filled(recorded, false);
    }

    private static EffectLog filled(RegoObject recorded, boolean replaying) {
        EffectLog log = new EffectLog(replaying);
        recorded.forEach((builtin, calls) -> {
            if (builtin instanceof RegoString name && calls instanceof RegoObject byOperands) {
                byOperands.forEach((operands, result) -> {
                    if (operands instanceof RegoArray array) {
                        log.results.put(new Call(name.value(), array.toList()), result);
                    }
                });
            }
        });
        return log;
    }

    /** The recorded results: an object by built-in of objects by operands. */
    public RegoObject toValue() {
        Map<String, RegoObject.Builder> byName = new HashMap<>();
        results.forEach((call, result) -> byName.computeIfAbsent(call.builtin(), ignored -> RegoObject.builder())
                .put(RegoArray.of(call.operands()), result));
        RegoObject.Builder all = RegoObject.builder();
        byName.forEach((name, calls) -> all.put(name, calls.build()));
        return all.build();
    }

    /** The result of a call: the one that is known, or the one that {@code compute} gives now. */
    RegoValue result(String builtin, List<RegoValue> operands, Supplier<RegoValue> compute) {
        Call call = new Call(builtin, List.copyOf(operands));
        RegoValue known = results.get(call);
        if (known != null) {
            return known;
        }
        if (replaying) {
            throw new EvaluationException(Diagnostic.error(
                    DiagnosticCode.EVAL_INTERNAL,
                    null,
                    "`" + builtin + "` was not called with these operands when the evaluation was recorded",
                    "replay with the policies and the input of the recorded evaluation"));
        }
        RegoValue computed = compute.get();
        results.put(call, computed);
        return computed;
    }
}
