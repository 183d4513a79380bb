package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.ast.BodyForm;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** A set is made with `contains`. */
public final class UseContains implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("idiomatic", "use-contains", "a set is made with `contains`")
            .forV0();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            Term key = rule.head().key();
            if (key != null && rule.form() != BodyForm.CHAINED) {
                int end = rule.head().ref().getLast().span().end();
                String between = module.file()
                        .text()
                        .substring(end, Math.max(end, key.span().start()));
                if (!between.contains("contains")) {
                    sink.report(rule.head().span(), "write `" + rule.head().name() + " contains ...`");
                }
            }
        }
    }
}
