package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;

/** `strings.count` counts where a text occurs. */
public final class UseStringsCount implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "idiomatic", "use-strings-count", "`strings.count` counts where a text occurs")
            .needing("strings.count");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Term.Call call : module.all(Term.Call.class)) {
            boolean counts =
                    Terms.functionName(call).equals("count") && call.args().size() == 1;
            if (counts && Terms.callOf(call.args().getFirst(), "indexof_n") != null) {
                sink.report(call.span(), "write `strings.count(...)`");
            }
        }
    }
}
