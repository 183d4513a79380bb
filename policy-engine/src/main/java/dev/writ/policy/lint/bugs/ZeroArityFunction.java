package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.List;

/** A function without arguments is a rule. */
public final class ZeroArityFunction implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "bugs", "zero-arity-function", "a function without arguments is a rule")
            .off();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            List<Term> args = rule.head().args();
            if (args != null && args.isEmpty()) {
                sink.report(rule.head().span(), "`" + Terms.ruleName(rule) + "` takes no arguments: leave `()` out");
            }
        }
    }
}
