package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** An empty object follows `if`. */
public final class IfEmptyObject implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("bugs", "if-empty-object", "an empty object follows `if`")
            .off();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            Term.ObjectLiteral object = IfObjectLiteral.objectAfterIf(rule);
            if (object != null && object.entries().isEmpty()) {
                sink.report(object.span(), "`{}` is an object here, not a body, and always holds");
            }
        }
    }
}
