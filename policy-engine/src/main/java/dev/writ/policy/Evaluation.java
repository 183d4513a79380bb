package dev.writ.policy;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.value.RegoValue;
import java.util.List;

/** What evaluating a document came to. */
public sealed interface Evaluation {

    /** What it took. */
    EvaluationStatistics statistics();

    /** The document has this value. */
    record Defined(RegoValue value, EvaluationStatistics statistics) implements Evaluation {}

    /** No rule gives the document a value. */
    record Undefined(EvaluationStatistics statistics) implements Evaluation {}

    /** The evaluation ended with errors, at least one: there is no answer. */
    record Failed(List<Diagnostic> diagnostics, EvaluationStatistics statistics) implements Evaluation {
        public Failed {
            diagnostics = List.copyOf(diagnostics);
        }
    }
}
