package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Import;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.Binding;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.ModuleFacts;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.source.Span;
import java.util.List;

/** Reference to an internal rule of another package. */
public final class LeakedInternalReference implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "bugs", "leaked-internal-reference", "reference to an internal rule of another package")
            .option("include-test-files", false);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        if (module.isTestFile() && !sink.settings().flag("include-test-files")) {
            return;
        }
        for (Import imported : module.module().imports()) {
            List<String> path = ModuleFacts.path(imported);
            if (path.getFirst().equals("data")) {
                check(module, path.subList(1, path.size()), imported.span(), sink);
            }
        }
        for (Ref ref : module.all(Ref.class)) {
            List<String> path = module.dataPath(ref);
            if (path != null && path.size() > 1 && !isImported(module, ref)) {
                check(module, path, ref.span(), sink);
            }
        }
    }

    /** What an import leaks is told where the import stands. */
    private static boolean isImported(Linted module, Ref ref) {
        return ref.head() instanceof Var head
                && module.binding(head).kind() == Binding.Kind.IMPORT
                && module.importedPath(head.name()).stream().anyMatch(name -> name.startsWith("_"));
    }

    private static void check(Linted module, List<String> path, Span place, Sink sink) {
        List<String> own = module.packagePath();
        boolean inside =
                path.size() >= own.size() && path.subList(0, own.size()).equals(own);
        for (int i = 0; i < path.size() && !inside; i++) {
            if (!module.project().definitions(path.subList(0, i)).isEmpty()) {
                return;
            }
            if (path.get(i).startsWith("_")) {
                sink.report(place, "`" + path.get(i) + "` is internal to its package");
                return;
            }
        }
    }
}
