/**
 * The planner: from a checked program to IR.
 *
 * <p>Each rule path and each user function becomes one {@link dev.writ.policy.ir.Function}; a partial rule becomes two, the
 * whole collection and a single key. Variables become operands: a variable that is unified with something known costs
 * nothing at run time. Statements keep the order that the checker gave them. An iterating statement opens a block, and
 * everything after it is put into that block, so that planning needs no recursion for long bodies. What cannot be planned
 * is refused with a diagnostic at its place. {@code PlannerTest} proves what is indexed, hoisted and looked up by key.
 */
@NullMarked
package dev.writ.policy.plan;

import org.jspecify.annotations.NullMarked;
