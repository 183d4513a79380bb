/** Tests of the linter. */
@NullMarked
package dev.writ.policy.lint;

import org.jspecify.annotations.NullMarked;
