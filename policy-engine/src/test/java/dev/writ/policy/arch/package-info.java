/**
 * The rules of the rooms inside the policy engine, each with its reason, and with classes below {@code broken} that break
 * it on purpose, so that a rule that has gone blind is seen.
 */
@NullMarked
package dev.writ.policy.arch;

import org.jspecify.annotations.NullMarked;
