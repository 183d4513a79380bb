/**
 * What every lint rule is made of: {@link dev.writ.policy.lint.LintRule}, the module it looks at with an index that is
 * built once, the other modules of the project, and the findings it gives.
 *
 * <p>Names are resolved as the language resolves them, other modules of the package included, so that rules ask what a
 * name is and never guess. The rules stand in a package for each category; {@code RulePagesTest} runs the examples of
 * every rule's page in {@code docs/lint}.
 */
@NullMarked
package dev.writ.policy.lint;

import org.jspecify.annotations.NullMarked;
