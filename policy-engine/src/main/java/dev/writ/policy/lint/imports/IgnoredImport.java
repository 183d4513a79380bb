package dev.writ.policy.lint.imports;

import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Var;
import dev.writ.policy.ast.With;
import dev.writ.policy.lint.Binding;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.ModuleFacts;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.Comparator;
import java.util.List;

/** The path is imported, and written in full all the same. */
public final class IgnoredImport implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("imports", "ignored-import", "the path is imported, and written in full all the same");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        List<List<String>> imports = module.module().imports().stream()
                .filter(imported -> !imported.isLanguage())
                .map(ModuleFacts::path)
                .filter(path -> path.size() > 1 && path.getFirst().equals("data"))
                .sorted(Comparator.<List<String>>comparingInt(List::size).reversed())
                .toList();
        for (Ref ref : module.all(Ref.class)) {
            boolean full =
                    ref.head() instanceof Var head && module.binding(head).kind() == Binding.Kind.DATA;
            boolean mocked = module.parent(ref) instanceof With with && Terms.isOne(with.target(), ref);
            if (full && !mocked) {
                List<String> path = Terms.constantPath(ref);
                imports.stream()
                        .filter(imported -> startsWith(path, imported.subList(1, imported.size())))
                        .findFirst()
                        .ifPresent(imported -> sink.report(
                                ref.span(),
                                "`" + String.join(".", imported) + "` is imported: use the name of the import"));
            }
        }
    }

    private static boolean startsWith(List<String> path, List<String> prefix) {
        return path.size() >= prefix.size() && path.subList(0, prefix.size()).equals(prefix);
    }
}
