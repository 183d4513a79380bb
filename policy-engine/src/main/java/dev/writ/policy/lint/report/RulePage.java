package dev.writ.policy.lint.report;

/** Where a rule is explained. */
final class RulePage {
    private static final String ROOT = "https://writ.dev/docs/lint/";

    private RulePage() {}

    /** The address of the page of a rule. */
    static String of(String category, String rule) {
        return ROOT + category + "/" + rule;
    }
}
