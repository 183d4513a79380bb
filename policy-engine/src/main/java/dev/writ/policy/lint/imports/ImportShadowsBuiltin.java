package dev.writ.policy.lint.imports;

import dev.writ.policy.ast.Import;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** An import has the name of a built-in function. */
public final class ImportShadowsBuiltin implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("imports", "import-shadows-builtin", "an import has the name of a built-in function");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Import imported : module.module().imports()) {
            boolean ours = !imported.isLanguage();
            if (ours && module.project().language().isFirstName(imported.name())) {
                sink.report(imported.span(), "`" + imported.name() + "` is the name of a built-in function");
            }
        }
    }
}
