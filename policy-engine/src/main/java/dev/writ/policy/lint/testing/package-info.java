/** The rules of the category testing, a class each. */
@NullMarked
package dev.writ.policy.lint.testing;

import org.jspecify.annotations.NullMarked;
