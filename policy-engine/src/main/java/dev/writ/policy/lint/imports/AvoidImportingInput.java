package dev.writ.policy.lint.imports;

import dev.writ.policy.ast.Import;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.ModuleFacts;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** `input` needs no import. */
public final class AvoidImportingInput implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("imports", "avoid-importing-input", "`input` needs no import");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Import imported : module.module().imports()) {
            boolean renamed = imported.path().isEmpty() && imported.alias() != null;
            if (imported.root().name().equals("input") && !renamed) {
                sink.report(
                        imported.span(), "refer to `" + String.join(".", ModuleFacts.path(imported)) + "` directly");
            }
        }
    }
}
