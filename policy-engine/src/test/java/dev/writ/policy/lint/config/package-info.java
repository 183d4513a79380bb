/** Tests of the linter. */
@NullMarked
package dev.writ.policy.lint.config;

import org.jspecify.annotations.NullMarked;
