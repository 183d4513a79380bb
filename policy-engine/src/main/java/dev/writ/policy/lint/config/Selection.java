package dev.writ.policy.lint.config;

import dev.writ.policy.lint.Level;
import dev.writ.policy.lint.RuleInfo;
import java.util.Set;

/**
 * What a command line says about rules; it counts more than a configuration, and a rule more than its category.
 *
 * @param enableAll all rules run
 * @param disableAll no rule runs
 */
public record Selection(
        boolean enableAll,
        boolean disableAll,
        Set<String> enableCategories,
        Set<String> disableCategories,
        Set<String> enable,
        Set<String> disable) {
    /** Nothing said. */
    public static final Selection NONE = new Selection(false, false, Set.of(), Set.of(), Set.of(), Set.of());

    public Selection {
        enableCategories = Set.copyOf(enableCategories);
        disableCategories = Set.copyOf(disableCategories);
        enable = Set.copyOf(enable);
        disable = Set.copyOf(disable);
    }

    /** The level that a rule has in the end. A rule that is enabled although it is off by default gives errors. */
    public Level level(RuleInfo rule, Level configured) {
        if (names(disable, rule)) {
            return Level.IGNORE;
        }
        if (names(enable, rule)) {
            return on(configured);
        }
        if (disableCategories.contains(rule.category())) {
            return Level.IGNORE;
        }
        if (enableCategories.contains(rule.category())) {
            return on(configured);
        }
        if (disableAll) {
            return Level.IGNORE;
        }
        return enableAll ? on(configured) : configured;
    }

    private static boolean names(Set<String> names, RuleInfo rule) {
        return names.contains(rule.name()) || names.contains(rule.id());
    }

    private static Level on(Level configured) {
        return configured == Level.IGNORE ? Level.ERROR : configured;
    }
}
