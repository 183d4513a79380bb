package dev.writ.policy;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.value.RegoValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a query came to. */
public sealed interface QueryResult {

    /** What it took. */
    EvaluationStatistics statistics();

    /** The results; none where the query is undefined. */
    record Rows(List<Row> rows, EvaluationStatistics statistics) implements QueryResult {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /** The evaluation ended with errors, at least one. */
    record Failed(List<Diagnostic> diagnostics, EvaluationStatistics statistics) implements QueryResult {
        public Failed {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /**
     * One way in which the query holds.
     *
     * @param expressions the values of the query's expressions, in order; declarations have none
     * @param bindings the values of its named variables, in the order of their names
     */
    record Row(List<ExpressionValue> expressions, Map<String, RegoValue> bindings) {
        public Row {
            expressions = List.copyOf(expressions);
            bindings = Collections.unmodifiableMap(new LinkedHashMap<>(bindings));
        }
    }

    /**
     * The value of one expression.
     *
     * @param value what it came to
     * @param text how it was written
     * @param row its line in the query, from 1
     * @param column its column in the query, from 1
     */
    record ExpressionValue(RegoValue value, String text, int row, int column) {}
}
