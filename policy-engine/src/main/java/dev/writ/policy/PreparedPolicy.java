package dev.writ.policy;

import dev.writ.policy.value.Maybe;

/** One document of a policy, ready to be evaluated. For use by any number of threads. */
public interface PreparedPolicy {

    /** The path it was prepared for, as it was given. */
    String entrypoint();

    /**
     * Computes the document.
     *
     * @param input the input document, or undefined where there is none
     * @param options limits and ports
     * @return never throws for anything that policy or input can cause
     */
    Evaluation evaluate(Maybe input, EvaluationOptions options);

    /** With the standard options. */
    default Evaluation evaluate(Maybe input) {
        return evaluate(input, EvaluationOptions.standard());
    }
}
