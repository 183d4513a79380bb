/** The rules of the category imports, a class each. */
@NullMarked
package dev.writ.policy.lint.imports;

import org.jspecify.annotations.NullMarked;
