/** Tests of the rules of the category custom, a class each. */
@NullMarked
package dev.writ.policy.lint.custom;

import org.jspecify.annotations.NullMarked;
