package dev.writ.policy.lint.style;

import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import dev.writ.policy.source.Span;

/** `some` without a variable. */
public final class UnnecessarySome implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("style", "unnecessary-some", "`some` without a variable");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Expr.SomeIn some : module.all(Expr.SomeIn.class)) {
            Term key = some.key();
            boolean variables = !Terms.variables(some.value()).isEmpty()
                    || (key != null && !Terms.variables(key).isEmpty());
            if (!variables) {
                Span place = (key == null ? some.value() : key)
                        .span()
                        .to(some.collection().span());
                sink.report(place, "leave `some` out: there is no variable to declare");
            }
        }
    }
}
