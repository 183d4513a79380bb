/**
 * Explanations: the steps of an evaluation as OPA's {@code --explain} shows them, the time that expressions take, and the
 * expressions that were on the way when something failed. {@code TraceTest} compares them with the real OPA's.
 */
@NullMarked
package dev.writ.policy.explain;

import org.jspecify.annotations.NullMarked;
