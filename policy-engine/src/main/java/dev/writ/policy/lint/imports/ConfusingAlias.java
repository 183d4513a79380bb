package dev.writ.policy.lint.imports;

import dev.writ.policy.ast.Import;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.ModuleFacts;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One thing has two names in this module. */
public final class ConfusingAlias implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("imports", "confusing-alias", "one thing has two names in this module");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        Map<List<String>, List<Import>> byPath = module.module().imports().stream()
                .filter(imported -> !imported.isLanguage())
                .collect(Collectors.groupingBy(ModuleFacts::path));
        for (List<Import> imports : byPath.values()) {
            boolean plain = imports.stream().anyMatch(imported -> imported.alias() == null);
            List<Import> named = imports.stream()
                    .filter(imported -> imported.alias() != null)
                    .toList();
            if (plain || named.size() > 1) {
                named.forEach(imported -> sink.report(
                        imported.span(),
                        "`" + String.join(".", ModuleFacts.path(imported)) + "` is imported under another name too"));
            }
        }
    }
}
