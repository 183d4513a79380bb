package dev.writ.policy;

import dev.writ.policy.value.Maybe;

/** A query, ready to be evaluated. For use by any number of threads. */
public interface PreparedQuery {

    /**
     * Computes all results.
     *
     * @param input the input document, or undefined where there is none
     * @param options limits and ports
     * @return never throws for anything that policy, query or input can cause
     */
    QueryResult evaluate(Maybe input, EvaluationOptions options);

    /** How many nanoseconds it took to parse the query, of those that it took to prepare it; 0 where that is not known. */
    default long parseNanos() {
        return 0;
    }

    /** With the standard options. */
    default QueryResult evaluate(Maybe input) {
        return evaluate(input, EvaluationOptions.standard());
    }
}
