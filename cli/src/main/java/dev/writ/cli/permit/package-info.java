/**
 * Permits on the deployer's side: verified without network against the log's keys, and shown.
 *
 * <p>{@code PermitCommandsTest} runs every outcome; the format is in {@code docs/formats/permit.md}.
 */
@NullMarked
package dev.writ.cli.permit;

import org.jspecify.annotations.NullMarked;
