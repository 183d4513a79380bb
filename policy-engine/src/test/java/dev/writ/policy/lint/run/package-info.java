/** Tests of the linter. */
@NullMarked
package dev.writ.policy.lint.run;

import org.jspecify.annotations.NullMarked;
