package dev.writ.policy.lint.imports;

import dev.writ.policy.ast.Import;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.ModuleFacts;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import java.util.List;

/** Nothing is at the imported path. */
public final class UnresolvedImport implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("imports", "unresolved-import", "nothing is at the imported path")
            .option("except-imports", List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        if (!module.project().hasSeveral()) {
            return;
        }
        List<String> except = sink.settings().texts("except-imports");
        for (Import imported : module.module().imports()) {
            List<String> path = ModuleFacts.path(imported);
            boolean data = path.size() > 1 && path.getFirst().equals("data");
            String written = String.join(".", path);
            if (data
                    && !module.project().resolves(path.subList(1, path.size()))
                    && except.stream().noneMatch(pattern -> PathPattern.matches(pattern, written))) {
                sink.report(imported.span(), "nothing is at `" + written + "`");
            }
        }
    }
}
