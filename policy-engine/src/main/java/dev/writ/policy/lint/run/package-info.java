/**
 * Runs the rules over files: which files there are, which rules run on which of them, in which order findings are shown.
 *
 * <p>Files are read and linted side by side; the report is the same for any order of files ({@code LinterTest}).
 */
@NullMarked
package dev.writ.policy.lint.run;

import org.jspecify.annotations.NullMarked;
