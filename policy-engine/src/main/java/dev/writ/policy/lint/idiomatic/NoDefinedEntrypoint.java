package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.ModuleFacts;
import dev.writ.policy.lint.Project;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** No rule is marked as an entrypoint. */
public final class NoDefinedEntrypoint implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("idiomatic", "no-defined-entrypoint", "no rule is marked as an entrypoint");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void checkProject(Project project, Sink sink) {
        if (project.modules().stream().noneMatch(ModuleFacts::entrypoint)) {
            sink.report("no rule or package is marked with `entrypoint: true` in its METADATA");
        }
    }
}
