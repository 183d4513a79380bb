package dev.writ.policy.lint.imports;

import dev.writ.policy.ast.Import;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.ModuleFacts;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import java.util.List;

/** Import the package, not its rule. */
public final class PreferPackageImports implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "imports", "prefer-package-imports", "import the package, not its rule")
            .option("ignore-import-paths", List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        List<String> ignored = sink.settings().texts("ignore-import-paths");
        for (Import imported : module.module().imports()) {
            List<String> path = ModuleFacts.path(imported);
            boolean data = path.size() > 2 && path.getFirst().equals("data");
            if (data && !ignored.contains(String.join(".", path)) && isRule(module, path.subList(1, path.size()))) {
                sink.report(imported.span(), "`" + path.getLast() + "` is a rule: import its package");
            }
        }
    }

    private static boolean isRule(Linted module, List<String> path) {
        if (!module.project().hasSeveral() || module.project().isPackage(path)) {
            return false;
        }
        for (int length = path.size(); length > 0; length--) {
            if (!module.project().definitions(path.subList(0, length)).isEmpty()) {
                return true;
            }
        }
        return false;
    }
}
