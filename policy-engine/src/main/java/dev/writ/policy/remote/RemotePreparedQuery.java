package dev.writ.policy.remote;

import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.PreparedQuery;
import dev.writ.policy.QueryResult;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A query to a running OPA.
 *
 * @param text the query
 */
record RemotePreparedQuery(String text, RemoteClient client) implements PreparedQuery {

    @Override
    public QueryResult evaluate(Maybe input, EvaluationOptions options) {
        long start = System.nanoTime();
        try {
            RemoteInput.check(options);
            if (options.strictBuiltinErrors()) {
                throw RemoteFailures.unsupported(
                        "OPA's REST API has no strict built-in errors for queries",
                        "prepare a document, or use the native engine");
            }
            RegoObject answer = client.post(
                    "/v1/query",
                    RemoteInput.json(RegoObject.builder().put("query", RegoString.of(text)), input),
                    options.limits().timeout(),
                    options.cancellation());
            return new QueryResult.Rows(rows(answer), RemotePreparedPolicy.since(start));
        } catch (RemoteException e) {
            return new QueryResult.Failed(e.diagnostics(), RemotePreparedPolicy.since(start));
        }
    }

    private List<QueryResult.Row> rows(RegoObject answer) {
        RegoValue result = answer.get("result");
        if (result == null) {
            return List.of();
        }
        List<QueryResult.Row> rows = new ArrayList<>();
        if (result instanceof RegoArray array) {
            for (RegoValue each : array) {
                if (each instanceof RegoObject bindings) {
                    rows.add(row(bindings));
                }
            }
        }
        if (!(result instanceof RegoArray array) || array.size() != rows.size()) {
            throw RemoteFailures.remote(
                    client.server(),
                    "answered with results of another form",
                    "check that the address is that of an OPA");
        }
        return rows;
    }

    private static QueryResult.Row row(RegoObject bindings) {
        Map<String, RegoValue> values = new TreeMap<>();
        bindings.forEach((name, value) -> {
            if (name instanceof RegoString variable) {
                values.put(variable.value(), value);
            }
        });
        return new QueryResult.Row(List.of(), values);
    }
}
