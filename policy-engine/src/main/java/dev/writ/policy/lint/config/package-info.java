/**
 * Which rules run with which options on which files: {@code .regal/config.yaml} and what a command line says over it.
 *
 * <p>{@code LintConfigReaderTest} has a message for every mistake in a file, {@code SelectionTest} the precedence.
 */
@NullMarked
package dev.writ.policy.lint.config;

import org.jspecify.annotations.NullMarked;
