package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;

/** Nested `object.union` is one `object.union_n`. */
public final class UseObjectUnionN implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "idiomatic", "use-object-union-n", "nested `object.union` is one `object.union_n`")
            .needing("object.union_n")
            .option("flag-all-union", false);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final String UNION = "object.union";

    @Override
    public void check(Linted module, Sink sink) {
        for (Term.Call call : module.all(Term.Call.class)) {
            boolean outermost = Terms.callOf(module.parent(call), UNION) == null;
            if (Terms.functionName(call).equals(UNION) && outermost) {
                boolean nested = call.args().stream().anyMatch(arg -> Terms.callOf(arg, UNION) != null);
                if (nested || sink.settings().flag("flag-all-union")) {
                    sink.report(call.span(), "write `object.union_n([...])`");
                }
            }
        }
    }
}
