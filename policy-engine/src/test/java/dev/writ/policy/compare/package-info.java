/** Tests of the comparison of two engines. */
@NullMarked
package dev.writ.policy.compare;

import org.jspecify.annotations.NullMarked;
