package dev.writ.policy.check;

import java.util.List;

/**
 * A rule without errors, and what it reads.
 */
record ResolvedRule(RuleHeader header, CheckedRule rule, List<Dependency> dependencies) {
    ResolvedRule {
        dependencies = List.copyOf(dependencies);
    }
}
