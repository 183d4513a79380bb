/**
 * Rules of one's own, written in Rego over the syntax tree: packages {@code custom.regal.rules.<category>["<name>"]} with a
 * rule {@code report}.
 *
 * <p>{@code RegoRulesTest} shows what they see and what they give.
 */
@NullMarked
package dev.writ.policy.lint.rego;

import org.jspecify.annotations.NullMarked;
