/**
 * The main job end to end, on the shipped example, against a service that runs as a child process.
 *
 * <p>Follows "The demo" of {@code docs/architecture.md}. It is its own test: every step states what must come out, and one that
 * does not ends in exit code 1. {@code .ci/run demo} runs it against the real service; {@code BoardTest} and {@code TamperingTest}
 * prove that a wrong step cannot pass.
 */
@NullMarked
package dev.writ.cli.demo;

import org.jspecify.annotations.NullMarked;
