package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;

/** Nested `array.concat` is one `array.flatten`. */
public final class UseArrayFlatten implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "idiomatic", "use-array-flatten", "nested `array.concat` is one `array.flatten`")
            .needing("array.flatten")
            .option("flag-wrapped-concat", false)
            .option("flag-all-concat", false);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final String CONCAT = "array.concat";

    @Override
    public void check(Linted module, Sink sink) {
        boolean all = sink.settings().flag("flag-all-concat");
        boolean wrapped = sink.settings().flag("flag-wrapped-concat");
        for (Term.Call call : module.all(Term.Call.class)) {
            boolean outermost = Terms.callOf(module.parent(call), CONCAT) == null;
            if (Terms.functionName(call).equals(CONCAT) && outermost) {
                boolean nested = call.args().stream().anyMatch(arg -> Terms.callOf(arg, CONCAT) != null);
                boolean literal = call.args().stream().anyMatch(Term.ArrayLiteral.class::isInstance);
                if (all || nested || (wrapped && literal)) {
                    sink.report(call.span(), "write `array.flatten([...])`");
                }
            }
        }
    }
}
