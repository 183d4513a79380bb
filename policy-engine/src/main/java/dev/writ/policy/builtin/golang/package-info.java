/**
 * Behaviour of Go's standard library that Rego shows to policies: formatting verbs, float and string notation, time
 * layouts, durations, URLs, string replacement. Pure functions over Java's types, written from the documented behaviour
 * of Go 1.26 ({@code fmt}, {@code strconv}, {@code time}, {@code net/url}, {@code strings}).
 *
 * <p>Go strings are bytes, Java's are UTF-16: see {@link dev.writ.policy.builtin.golang.GoBytes} for how bytes that are
 * no UTF-8 survive. Proof: the table tests beside each class, and the differential test against the real OPA
 * ({@code BuiltinDifferentialTest}).
 */
@NullMarked
package dev.writ.policy.builtin.golang;

import org.jspecify.annotations.NullMarked;
