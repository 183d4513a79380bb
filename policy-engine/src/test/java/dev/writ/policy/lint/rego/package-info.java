/** Tests of the linter. */
@NullMarked
package dev.writ.policy.lint.rego;

import org.jspecify.annotations.NullMarked;
