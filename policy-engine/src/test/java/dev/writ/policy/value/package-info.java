/** Tests of {@code dev.writ.policy.value}. */
@NullMarked
package dev.writ.policy.value;

import org.jspecify.annotations.NullMarked;
