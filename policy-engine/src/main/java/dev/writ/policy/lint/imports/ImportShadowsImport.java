package dev.writ.policy.lint.imports;

import dev.writ.policy.ast.Import;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import java.util.HashSet;
import java.util.Set;

/** A name is imported twice. */
public final class ImportShadowsImport implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("imports", "import-shadows-import", "a name is imported twice")
            .forV0();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        Set<String> names = new HashSet<>();
        for (Import imported : module.module().imports()) {
            if (!imported.isLanguage() && !names.add(imported.name())) {
                sink.report(imported.span(), "`" + imported.name() + "` is imported already");
            }
        }
    }
}
