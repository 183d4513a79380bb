package dev.writ.policy.remote;

import dev.writ.policy.Evaluation;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.EvaluationStatistics;
import dev.writ.policy.PreparedPolicy;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;

/**
 * A document of a running OPA.
 *
 * @param entrypoint as it was asked for
 * @param path the path of the API, encoded
 */
record RemotePreparedPolicy(String entrypoint, String path, RemoteClient client) implements PreparedPolicy {

    @Override
    public Evaluation evaluate(Maybe input, EvaluationOptions options) {
        long start = System.nanoTime();
        try {
            RemoteInput.check(options);
            String query = options.strictBuiltinErrors() ? "?strict-builtin-errors=true" : "";
            RegoObject answer = client.post(
                    path + query,
                    RemoteInput.json(RegoObject.builder(), input),
                    options.limits().timeout(),
                    options.cancellation());
            RegoValue result = answer.get("result");
            return result == null
                    ? new Evaluation.Undefined(since(start))
                    : new Evaluation.Defined(result, since(start));
        } catch (RemoteException e) {
            return new Evaluation.Failed(e.diagnostics(), since(start));
        }
    }

    /** Steps are not counted: OPA does not say. */
    static EvaluationStatistics since(long start) {
        return new EvaluationStatistics(System.nanoTime() - start, 0);
    }
}
