/**
 * Our engine beside OPA's Go library: the same modules, data, inputs and queries in two processes that take turns, so that
 * a noisy machine is noisy for both. {@code src/bench/vs-opa} builds and starts it; nothing here is part of a jar.
 */
@NullMarked
package dev.writ.policy.bench;

import org.jspecify.annotations.NullMarked;
