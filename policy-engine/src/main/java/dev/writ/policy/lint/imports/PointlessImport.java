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
            if (inside && isKnown(module, path.subList(own.size(), path.size()))) {
                sink.report(imported.span(), "`" + String.join(".", path) + "` is known in its own package");
            }
        }
    }

    /** The package itself, a rule of it, or a part of the name of a rule of this module. */
    private static boolean isKnown(Linted module, List<String> below) {
        return below.size() < 2
                || module.rules().stream()
                        .map(rule -> ModuleFacts.definition(rule).path())
                        .anyMatch(path -> path.size() >= below.size()
                                && path.subList(0, below.size()).equals(below));
    }
}
