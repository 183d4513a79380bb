/**
 * The differential fuzzer: random programs of the whole language and random inputs, evaluated by our engine and by OPA's Go
 * library, which must agree on every answer and on the code of every error. {@code src/fuzz/run} starts it;
 * {@code FuzzedProgramsTest} proves without OPA that a seed gives the same programs again and that none of them finds a fault.
 */
@NullMarked
package dev.writ.policy.fuzz;

import org.jspecify.annotations.NullMarked;
