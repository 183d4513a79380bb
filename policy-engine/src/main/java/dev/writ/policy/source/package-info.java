/**
 * Source files, places in them, and diagnostics as data.
 *
 * <p>Lines and columns are OPA's: both start at 1, a column counts Unicode code points and a tab is one of them.
 * {@code SourceFileTest} and {@code DiagnosticRendererTest} prove it.
 */
@NullMarked
package dev.writ.policy.source;

import org.jspecify.annotations.NullMarked;
