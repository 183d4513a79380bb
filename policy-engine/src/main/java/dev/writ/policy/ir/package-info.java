/**
 * The intermediate representation: what a checked program becomes before anything runs it.
 *
 * <p>It is ours and not OPA's plan format. A {@link dev.writ.policy.ir.Program} is a list of {@link
 * dev.writ.policy.ir.Function}s, one for each rule path and user function, each with numbered slots, and a tree that
 * says which document path belongs to which function. A body is a {@link dev.writ.policy.ir.Block} of {@link
 * dev.writ.policy.ir.Statement}s. What iterates owns the block of everything that follows it, so that an executor
 * needs nested loops only: no backtracking, no continuations. That keeps the way open for a back end that writes JVM
 * class files. Three things go beyond OPA's plan: every statement has its span (traces, coverage, limits that name a
 * place), rules are chosen by a {@link dev.writ.policy.ir.RuleIndex} over comparisons with constants, and partial
 * rules have a keyed form that looks one key up without computing the others.
 *
 * <p>How a block runs: statements run in order; a statement that is undefined or false ends its block; a block that
 * opens a loop is run once per element; {@code Yield} statements hand a solution to the enclosing function or
 * comprehension and {@code Succeed} ends the nearest enclosing test.
 *
 * <p>Data only: no behaviour, no state. Proven by {@code BehaviourTest}.
 */
@NullMarked
package dev.writ.policy.ir;

import org.jspecify.annotations.NullMarked;
