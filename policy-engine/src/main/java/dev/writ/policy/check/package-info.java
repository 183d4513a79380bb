/**
 * From syntax trees to a checked program: names are resolved, calls are taken out of terms, bodies are ordered so that
 * every variable has a value before it is needed, and whatever cannot be evaluated was refused.
 *
 * <p>The rules are those of OPA 1.22.2, and so are the codes of the diagnostics; messages report root causes and never a
 * generated name. {@code CheckTableTest} and {@code CheckerErrorsTest} have a message for every refusal,
 * {@code CheckerGoldenTest} shows the
 * resolved form.
 */
@NullMarked
package dev.writ.policy.check;

import org.jspecify.annotations.NullMarked;
