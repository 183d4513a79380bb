package dev.writ.policy.lint.imports;

import dev.writ.policy.ast.Import;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.ModuleFacts;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import java.util.ArrayList;
import java.util.List;

/** A package needs no import of itself. */
public final class PointlessImport implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("imports", "pointless-import", "a package needs no import of itself");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        List<String> own = new ArrayList<>(List.of("data"));
        own.addAll(module.packagePath());
        for (Import imported : module.module().imports()) {
            List<String> path = ModuleFacts.path(imported);
            boolean inside =
                    path.size() >= own.size() && path.subList(0, own.size()).equals(own);
            if (inside && path.size() <= own.size() + 1) {
                sink.report(imported.span(), "`" + String.join(".", path) + "` is known in its own package");
            }
        }
    }
}
