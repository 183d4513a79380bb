/** Tests of {@code dev.writ.policy.parse}. */
@NullMarked
package dev.writ.policy.parse;

import org.jspecify.annotations.NullMarked;
