/**
 * What Rego means, apart from how it is executed: lookup and unification of values, documents that base data and rules
 * make together, replacement by {@code with}, conflicts, calls of built-ins, and the limits of one evaluation.
 *
 * <p>Every executor (the interpreter in {@code eval}, later a bytecode back end) calls these helpers and adds nothing
 * to the meaning. The language is Rego v1 as OPA 1.22 evaluates it; the codes of errors are OPA's. State lives in
 * {@link dev.writ.policy.runtime.Execution} (one evaluation, one thread) and {@link dev.writ.policy.runtime.Scope} (what
 * a body sees: input, data, replaced functions, and what was already computed under them). Proven by {@code BehaviourTest}
 * and {@code LimitsTest}.
 */
@NullMarked
package dev.writ.policy.runtime;

import org.jspecify.annotations.NullMarked;
