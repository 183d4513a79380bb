/** The rules of the category governance, a class each. */
@NullMarked
package dev.writ.policy.lint.governance;

import org.jspecify.annotations.NullMarked;
