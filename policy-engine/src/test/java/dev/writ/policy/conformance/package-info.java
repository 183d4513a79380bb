/**
 * OPA's own conformance suite, run through parse, check, plan and the interpreter.
 *
 * <p>The cases are not kept here: {@code src/conformance} exports them from OPA's published module, with Go.
 */
@NullMarked
package dev.writ.policy.conformance;

import org.jspecify.annotations.NullMarked;
