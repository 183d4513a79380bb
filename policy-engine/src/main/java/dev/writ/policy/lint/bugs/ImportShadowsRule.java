package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.BodyForm;
import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import java.util.Set;
import java.util.stream.Collectors;

/** An import has the name of this rule. */
public final class ImportShadowsRule implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("bugs", "import-shadows-rule", "an import has the name of this rule");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        Set<String> names = module.module().imports().stream()
                .filter(imported -> !imported.isLanguage())
                .map(Import::name)
                .collect(Collectors.toSet());
        for (Rule rule : module.rules()) {
            String name = rule.head().name();
            if (names.contains(name) && rule.form() != BodyForm.CHAINED) {
                sink.report(Linted.nameOf(rule), "in this module `" + name + "` means the import, not this rule");
            }
        }
    }
}
