/**
 * Runs the service's jar as a child process.
 *
 * <p>Signals and exit codes pass through; {@code ServiceProcessTest} proves it with a stand-in jar.
 */
@NullMarked
package dev.writ.cli.serve;

import org.jspecify.annotations.NullMarked;
