package dev.writ.policy.lint.imports;

import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** Imports stand above the rules. */
public final class ImportAfterRule implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("imports", "import-after-rule", "imports stand above the rules");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        if (!module.rules().isEmpty()) {
            int first = module.rules().getFirst().span().start();
            module.module().imports().stream()
                    .filter(imported -> imported.span().start() > first)
                    .forEach(imported -> sink.report(imported.span(), "move the import above the first rule"));
        }
    }
}
