package dev.writ.policy.lint.imports;

import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Var;
import dev.writ.policy.ast.With;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.List;

/** Nothing is at the path of this reference. */
public final class UnresolvedReference implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "imports", "unresolved-reference", "nothing is at the path of this reference")
            .option("except-paths", List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        if (!module.project().hasSeveral()) {
            return;
        }
        List<String> except = sink.settings().texts("except-paths");
        for (Ref ref : module.all(Ref.class)) {
            boolean mocked = module.parent(ref) instanceof With with && Terms.isOne(with.target(), ref);
            List<String> path = isForeign(module, ref) && !mocked ? module.dataPath(ref) : null;
            if (path != null && !path.isEmpty() && !module.project().resolves(path)) {
                String written = "data." + String.join(".", path);
                if (except.stream().noneMatch(pattern -> PathPattern.matches(pattern, written))) {
                    sink.report(ref.span(), "nothing is at `" + written + "`");
                }
            }
        }
    }

    private static boolean isForeign(Linted module, Ref ref) {
        if (!(ref.head() instanceof Var head)) {
            return false;
        }
        return switch (module.binding(head).kind()) {
            case DATA, IMPORT -> true;
            case PARAMETER, ASSIGNED, SOME, SOME_IN, EVERY, UNDECLARED, RULE, INPUT, BUILTIN, WILDCARD -> false;
        };
    }
}
