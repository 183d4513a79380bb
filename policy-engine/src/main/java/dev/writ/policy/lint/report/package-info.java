/** A report of the linter as text for people, and in the formats that other programs read. */
@NullMarked
package dev.writ.policy.lint.report;

import org.jspecify.annotations.NullMarked;
