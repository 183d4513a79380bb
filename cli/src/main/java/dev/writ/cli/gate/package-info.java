/**
 * The gate for CI pipelines: asks the service whether an artifact may be promoted, and answers by exit code.
 *
 * <p>Follows the AuthZEN Authorization API 1.0 with the outcome in its {@code context}. Exit code 0 needs both the
 * decision {@code true} and the outcome {@code allow}: {@code GateCommandTest} proves that nothing else passes.
 */
@NullMarked
package dev.writ.cli.gate;

import org.jspecify.annotations.NullMarked;
