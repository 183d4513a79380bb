/** Tests of the checker. */
@NullMarked
package dev.writ.policy.check;

import org.jspecify.annotations.NullMarked;
