/**
 * Runs the tests of policies: rules whose names start with {@code test_}, in the reports of {@code opa test}
 * ({@code --format pretty} and {@code json}) and with its exit codes. {@code todo_test_} rules are skipped.
 *
 * <p>{@link dev.writ.policy.testrun.BundleBuildMain} checks modules, runs their tests and packs a bundle; the module
 * {@code policies} is built by it. {@link dev.writ.policy.testrun.Coverage} is a {@code Tracer} of the same run. {@link
 * dev.writ.policy.testrun.Conditions} runs each test once more, without indexes and early exit. Proof:
 * {@code ConditionsTest}, {@code CiReportsTest}, {@code TestRunnerTest}, {@code BundleBuildTest}.
 */
@NullMarked
package dev.writ.policy.testrun;

import org.jspecify.annotations.NullMarked;
