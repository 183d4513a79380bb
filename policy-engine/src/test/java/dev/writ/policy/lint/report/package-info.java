/** Tests of the linter. */
@NullMarked
package dev.writ.policy.lint.report;

import org.jspecify.annotations.NullMarked;
