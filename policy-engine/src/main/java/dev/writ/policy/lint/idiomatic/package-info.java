/** The rules of the category idiomatic, a class each. */
@NullMarked
package dev.writ.policy.lint.idiomatic;

import org.jspecify.annotations.NullMarked;
