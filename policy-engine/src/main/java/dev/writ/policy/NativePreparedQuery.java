package dev.writ.policy;

import dev.writ.policy.check.CheckedQuery;
import dev.writ.policy.check.LocalVar;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A query of the native engine. */
record NativePreparedQuery(CheckedQuery query, NativePrograms.Queries queries, NativeRun run, long parseNanos)
        implements PreparedQuery {

    @Override
    public QueryResult evaluate(Maybe input, EvaluationOptions options) {
        return run.evaluate(
                input,
                options,
                (execution, scope, meter) -> {
                    List<QueryResult.Row> rows = queries.forTracer(execution.tracer()).run(execution, scope).stream()
                            .map(this::row)
                            .toList();
                    return new QueryResult.Rows(rows, NativeRun.statistics(meter));
                },
                QueryResult.Failed::new);
    }

    private QueryResult.Row row(RegoValue[] columns) {
        Map<String, RegoValue> bindings = new TreeMap<>();
        int column = 0;
        for (LocalVar variable : query.bindings()) {
            bindings.put(variable.name(), columns[column++]);
        }
        List<QueryResult.ExpressionValue> values = new ArrayList<>();
        for (CheckedQuery.Expression expression : query.expressions()) {
            values.add(new QueryResult.ExpressionValue(
                    columns[column++],
                    expression.text(),
                    expression.span().line(),
                    expression.span().column()));
        }
        return new QueryResult.Row(values, bindings);
    }
}
