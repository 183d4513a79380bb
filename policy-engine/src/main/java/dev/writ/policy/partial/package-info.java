/**
 * Partial evaluation: what a query comes to before all of its documents are there. What is known is evaluated by the
 * interpreter; what is left are queries in Rego over the unknown documents, and support modules for what cannot be put
 * into a query.
 *
 * <p>Like OPA 1.22.2 the residual stands <em>beside</em> the policies and the data that it was made from: it may still
 * refer to their rules. With the unknowns supplied it then holds exactly when the query holds, with the same values. What
 * OPA gives up is kept: rules that may contradict each other are never put into a query, for the conflict would be lost.
 *
 * <p>A query is a conjunction of statements of the checked tree. {@link dev.writ.policy.partial.Evaluator} goes through
 * them branch by branch; what it cannot decide it saves with what it knows put in. Saving a statement as it is, is always
 * right, and is what happens to everything that has no better treatment. {@code PartialEvaluationTest} compares with
 * what the real OPA prints, {@code PartialFuzzTest} evaluates residuals of random programs.
 */
@NullMarked
package dev.writ.policy.partial;

import org.jspecify.annotations.NullMarked;
