/** The rules of the category style, a class each. */
@NullMarked
package dev.writ.policy.lint.style;

import org.jspecify.annotations.NullMarked;
