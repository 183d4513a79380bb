package dev.writ.policy.lint.custom;

import dev.writ.policy.ast.Import;
import dev.writ.policy.lint.Fix;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.ModuleFacts;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.source.Span;
import java.util.List;

/** `import rego.v1` changes nothing any more. */
public final class DisallowRegoV1 implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "custom", "disallow-rego-v1", "`import rego.v1` changes nothing any more")
            .off();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Import imported : module.module().imports()) {
            if (ModuleFacts.path(imported).equals(List.of("rego", "v1"))) {
                sink.report(
                        imported.span(),
                        "remove the import: Rego 1.0 is what all modules are written in",
                        fix(module, imported.span()));
            }
        }
    }

    private static Fix fix(Linted module, Span span) {
        int row = span.line();
        boolean alone = module.file().lineText(row).strip().equals(span.text())
                && row < module.file().lineCount();
        return alone
                ? Fix.replace(
                        module.file()
                                .span(
                                        module.file().lineStart(row),
                                        module.file().lineStart(row + 1)),
                        "")
                : Fix.NONE;
    }
}
