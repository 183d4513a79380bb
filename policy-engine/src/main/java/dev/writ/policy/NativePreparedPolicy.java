package dev.writ.policy;

import dev.writ.policy.ir.DocumentNode;
import dev.writ.policy.runtime.Execution;
import dev.writ.policy.runtime.Lookups;
import dev.writ.policy.runtime.Scope;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.Undefined;
import java.util.List;

/**
 * A document of the native engine.
 *
 * @param entrypoint as it was asked for
 * @param node the place of the document
 * @param inside where to look in it
 */
record NativePreparedPolicy(
        String entrypoint, DocumentNode node, List<RegoValue> inside, NativePrograms programs, NativeRun run)
        implements PreparedPolicy {

    @Override
    public Evaluation evaluate(Maybe input, EvaluationOptions options) {
        return run.evaluate(
                input,
                options,
                (execution, scope, meter) -> switch (document(execution, scope)) {
                    case RegoValue value -> new Evaluation.Defined(value, NativeRun.statistics(meter));
                    case Undefined ignored -> new Evaluation.Undefined(NativeRun.statistics(meter));
                },
                Evaluation.Failed::new);
    }

    private Maybe document(Execution execution, Scope scope) {
        return Lookups.path(programs.forTracer(execution.tracer()).extent(node, execution, scope), inside);
    }
}
