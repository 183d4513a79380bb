package dev.writ.policy.lint.imports;

import dev.writ.policy.ast.Import;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.ModuleFacts;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import java.util.List;

/** Name the keywords that are imported. */
public final class ImplicitFutureKeywords implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "imports", "implicit-future-keywords", "name the keywords that are imported")
            .forV0();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Import imported : module.module().imports()) {
            if (ModuleFacts.path(imported).equals(List.of("future", "keywords"))) {
                sink.report(imported.span(), "import the keywords one by one, as in `import future.keywords.if`");
            }
        }
    }
}
