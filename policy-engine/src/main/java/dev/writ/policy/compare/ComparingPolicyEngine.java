package dev.writ.policy.compare;

import dev.writ.policy.Evaluation;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.PolicyEngine;
import dev.writ.policy.PreparedPolicy;
import dev.writ.policy.PreparedQuery;
import dev.writ.policy.Query;
import dev.writ.policy.QueryResult;
import dev.writ.policy.value.Maybe;

/**
 * Answers with the first of two engines and reports where the second disagrees.
 *
 * <p>The second engine is asked once the first has answered, on a thread of the wrapper. Where both engines
 * {@link PolicyEngine#records() record}, nondeterministic functions give the second what they gave the first; otherwise
 * policies that use them can differ for no reason. Evaluations that the first engine ends because of its limits are compared
 * like others.
 */
public final class ComparingPolicyEngine implements PolicyEngine {

    private final PolicyEngine first;
    private final PolicyEngine second;
    private final Second comparison;

    private ComparingPolicyEngine(PolicyEngine first, PolicyEngine second, Second comparison) {
        this.first = first;
        this.second = second;
        this.comparison = comparison;
    }

    /**
     * A wrapper, which owns both engines: closing it closes them.
     *
     * @param first answers
     * @param second is compared with it
     * @param listener is told what comes out
     */
    public static ComparingPolicyEngine of(
            PolicyEngine first, PolicyEngine second, DifferenceListener listener, CompareOptions options) {
        return new ComparingPolicyEngine(
                first, second, new Second(listener, first.records() && second.records(), options));
    }

    @Override
    public String revision() {
        return first.revision();
    }

    @Override
    public PreparedPolicy prepare(String entrypoint) {
        PreparedPolicy answering = first.prepare(entrypoint);
        PreparedPolicy other;
        try {
            other = second.prepare(entrypoint);
        } catch (RuntimeException e) {
            comparison.refused(entrypoint, e);
            return answering;
        }
        return new Policy(answering, other, comparison);
    }

    @Override
    public PreparedQuery prepareQuery(Query query) {
        PreparedQuery answering = first.prepareQuery(query);
        PreparedQuery other;
        try {
            other = second.prepareQuery(query);
        } catch (RuntimeException e) {
            comparison.refused(query.text(), e);
            return answering;
        }
        return new Prepared(query.text(), answering, other, comparison);
    }

    @Override
    public boolean records() {
        return first.records();
    }

    /** Waits for comparisons on their way, as long as the options say, and closes both engines. */
    @Override
    public void close() {
        comparison.close();
        try (first;
                second) {
            // both are closed, also if one of them fails to
        }
    }

    private record Policy(PreparedPolicy first, PreparedPolicy second, Second comparison) implements PreparedPolicy {

        @Override
        public String entrypoint() {
            return first.entrypoint();
        }

        @Override
        public Evaluation evaluate(Maybe input, EvaluationOptions options) {
            EvaluationOptions recording = comparison.forFirst(options);
            Evaluation answer = first.evaluate(input, recording);
            comparison.compare(
                    entrypoint(), input, recording, Outcome.of(answer), o -> Outcome.of(second.evaluate(input, o)));
            return answer;
        }
    }

    private record Prepared(String text, PreparedQuery first, PreparedQuery second, Second comparison)
            implements PreparedQuery {

        @Override
        public QueryResult evaluate(Maybe input, EvaluationOptions options) {
            EvaluationOptions recording = comparison.forFirst(options);
            QueryResult answer = first.evaluate(input, recording);
            comparison.compare(text, input, recording, Outcome.of(answer), o -> Outcome.of(second.evaluate(input, o)));
            return answer;
        }
    }
}
