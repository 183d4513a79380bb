package dev.writ.policy.lint.governance;

import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.Project;
import java.util.List;

/** The packages that decisions depend on. */
final class DecisionPath {
    private DecisionPath() {}

    /** Whether a module is part of what a decision is made of; tests are not. */
    static boolean contains(Linted module) {
        Project project = module.project();
        List<String> path = module.packagePath();
        boolean test = module.isTestFile() || path.getLast().endsWith("_test");
        return !test
                && project.decisions().stream()
                        .map(decision -> project.packageGraph().target(decision))
                        .filter(start -> !start.isEmpty())
                        .anyMatch(start -> start.equals(path)
                                || project.packageGraph().reachable(start).contains(path));
    }
}
