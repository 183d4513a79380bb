package dev.writ.policy.lint.run;

import dev.writ.policy.lint.Level;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Settings;
import dev.writ.policy.lint.config.FilePatterns;

/**
 * A rule that runs.
 *
 * @param ignored the files that it does not look at
 */
record ActiveRule(LintRule rule, Level level, Settings settings, FilePatterns ignored) {}
