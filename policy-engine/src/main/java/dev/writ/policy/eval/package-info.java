/**
 * The interpreter: IR becomes a tree of small node objects, one class a construct, that run over a frame of slots.
 *
 * <p>A {@link dev.writ.policy.eval.CompiledProgram} is immutable but for caches that are safe to race on, and is shared by
 * all threads; a {@link dev.writ.policy.eval.Frame} belongs to one call. All meaning comes from {@code runtime}. Nodes
 * answer with a {@link dev.writ.policy.eval.Flow}, so that the common case needs neither exceptions nor allocation.
 * {@code BehaviourTest}, {@code LimitsTest} and {@code GeneratedProgramsTest} prove it.
 */
@NullMarked
package dev.writ.policy.eval;

import org.jspecify.annotations.NullMarked;
