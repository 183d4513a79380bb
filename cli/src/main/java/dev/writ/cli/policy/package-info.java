/**
 * The verbs of OPA: {@code eval}, {@code check}, {@code test}, with its flags, its JSON shapes and its exit codes, so that
 * people and scripts can swap the binary. {@code PolicyCommandsTest} has their output, {@code OpaVerbsTest} compares it
 * with the real OPA where that is installed.
 */
@NullMarked
package dev.writ.cli.policy;

import org.jspecify.annotations.NullMarked;
