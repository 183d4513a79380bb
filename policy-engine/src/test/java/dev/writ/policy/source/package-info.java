/** Tests of {@code dev.writ.policy.source}. */
@NullMarked
package dev.writ.policy.source;

import org.jspecify.annotations.NullMarked;
