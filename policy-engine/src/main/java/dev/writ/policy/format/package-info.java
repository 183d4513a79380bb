/**
 * Formats modules as {@code opa fmt} of OPA 1.22.2 does, byte for byte: {@link dev.writ.policy.format.RegoFormatter}.
 *
 * <p>A {@code Draft} holds a module as pieces, statements and clauses, each with the place that OPA's parser gives it, because lines
 * and places decide on the layout. {@code ModuleLayout} writes it, one class a construct, on a {@code Page} that knows the comment which
 * waits for the end of the line. {@code Attempt} proves that every comment is there once and that every rule says what it said; a rule
 * for which that does not hold gets another {@code Treatment}. {@code RegoFormatter} goes on until the text does not change.
 *
 * <p>Proof: {@code FormatGoldenTest}, {@code RegoFormatterTest}, and {@code OpaFormatTest} with the real {@code opa fmt}.
 */
@NullMarked
package dev.writ.policy.format;

import org.jspecify.annotations.NullMarked;
