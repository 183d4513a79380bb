/** Tests of the policy sets. */
@NullMarked
package dev.writ.api.policyset;

import org.jspecify.annotations.NullMarked;
