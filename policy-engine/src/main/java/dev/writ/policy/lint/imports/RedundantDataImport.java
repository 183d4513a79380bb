package dev.writ.policy.lint.imports;

import dev.writ.policy.ast.Import;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** `data` needs no import. */
public final class RedundantDataImport implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("imports", "redundant-data-import", "`data` needs no import");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Import imported : module.module().imports()) {
            if (imported.root().name().equals("data") && imported.path().isEmpty()) {
                sink.report(imported.span(), "`data` is known without an import");
            }
        }
    }
}
