/** Tests of the rules of the category bugs, a class each. */
@NullMarked
package dev.writ.policy.lint.bugs;

import org.jspecify.annotations.NullMarked;
