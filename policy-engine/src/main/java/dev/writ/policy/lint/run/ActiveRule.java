package dev.writ.policy.lint.run;

import dev.writ.policy.lint.Level;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Settings;
import dev.writ.policy.lint.config.FilePatterns;
import java.util.TreeMap;

/**
 * A rule that runs.
 *
 * @param ignored the files that it does not look at
 */
record ActiveRule(LintRule rule, Level level, Settings settings, FilePatterns ignored) {
    /** All that its findings depend on, as a text. */
    @Override
    public String toString() {
        return rule.info().id() + " " + level + " " + new TreeMap<>(settings.values()) + " " + ignored + " "
                + rule.basis();
    }
}
