package dev.writ.policy.check;

import java.util.List;

/**
 * A rule without errors, what it reads, and the marks of its statements.
 */
record ResolvedRule(RuleHeader header, CheckedRule rule, List<Dependency> dependencies, Marks marks) {
    ResolvedRule {
        dependencies = List.copyOf(dependencies);
    }
}
