/**
 * The verbs of OPA: {@code eval}, {@code check}, {@code test}, {@code build}, {@code bench}, {@code inspect}, {@code parse}
 * and {@code capabilities}, with its flags, its JSON shapes and its exit codes, so that people and scripts can swap the
 * binary. {@code PolicyCommandsTest} has their output; {@code OpaVerbsTest} and {@code OpaBundlesTest} compare it with the
 * real OPA where that is installed.
 */
@NullMarked
package dev.writ.cli.policy;

import org.jspecify.annotations.NullMarked;
