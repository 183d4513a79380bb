package dev.writ.policy.lint;

import java.util.Comparator;

/**
 * What a rule found.
 *
 * @param category of the rule
 * @param rule its name
 * @param level what it weighs
 * @param message what is wrong
 * @param place where, or {@link Place#NONE} for the project as a whole
 * @param fix how it can be mended
 */
public record Finding(String category, String rule, Level level, String message, Place place, Fix fix) {
    private static final Comparator<Finding> ORDER = Comparator.comparing((Finding finding) -> finding.place.file())
            .thenComparingInt(finding -> finding.place.row())
            .thenComparingInt(finding -> finding.place.column())
            .thenComparing(Finding::category)
            .thenComparing(Finding::rule)
            .thenComparing(Finding::message);

    /** By file and place, then rule: the order in which findings are shown, whatever the order of files was. */
    public static Comparator<Finding> order() {
        return ORDER;
    }

    /** Category and name of the rule. */
    public String id() {
        return category + "/" + rule;
    }
}
