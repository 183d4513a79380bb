/**
 * The façade of the policy engine: from Rego source text to a decision.
 *
 * <p>{@link dev.writ.policy.PolicyEngine} is the interface that other modules use; {@link
 * dev.writ.policy.NativePolicyEngine} runs policies in this process, in pure Java. A document or a query is prepared once
 * and evaluated many times, by any number of threads. Results are data: {@link dev.writ.policy.Evaluation} for documents,
 * {@link dev.writ.policy.QueryResult} for queries. {@link dev.writ.policy.DecisionRule} turns the document of a decision
 * rule into allow, deny or approval_required and denies whatever it does not understand.
 *
 * <p>{@code NativePolicyEngineTest}, {@code ConcurrentEvaluationTest} and {@code DecisionRuleTest} prove it.
 */
@NullMarked
package dev.writ.policy;

import org.jspecify.annotations.NullMarked;
