package dev.writ.policy.compare;

import dev.writ.policy.Evaluation;
import dev.writ.policy.QueryResult;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.value.RegoValue;
import java.util.List;

/** What one engine came to. */
public sealed interface Outcome {

    /** A document with a value. */
    record Value(RegoValue value) implements Outcome {}

    /** A document without one. */
    record NoValue() implements Outcome {}

    /** The results of a query. */
    record Rows(List<QueryResult.Row> rows) implements Outcome {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /** Errors. */
    record Errors(List<Diagnostic> diagnostics) implements Outcome {
        public Errors {
            diagnostics = List.copyOf(diagnostics);
        }
    }

    /** The outcome of a document. */
    static Outcome of(Evaluation evaluation) {
        return switch (evaluation) {
            case Evaluation.Defined defined -> new Value(defined.value());
            case Evaluation.Undefined ignored -> new NoValue();
            case Evaluation.Failed failed -> new Errors(failed.diagnostics());
        };
    }

    /** The outcome of a query. */
    static Outcome of(QueryResult result) {
        return switch (result) {
            case QueryResult.Rows rows -> new Rows(rows.rows());
            case QueryResult.Failed failed -> new Errors(failed.diagnostics());
        };
    }
}
