/** Tests of {@code dev.writ.policy.type}. */
@NullMarked
package dev.writ.policy.type;

import org.jspecify.annotations.NullMarked;
