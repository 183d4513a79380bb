/** The rules of the category performance, a class each. */
@NullMarked
package dev.writ.policy.lint.performance;

import org.jspecify.annotations.NullMarked;
