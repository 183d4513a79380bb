package dev.writ.policy.lint.custom;

import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Settings;
import dev.writ.policy.lint.Sink;
import java.util.List;

/** The last assignment can be the value in the head. */
public final class PreferValueInHead implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "custom", "prefer-value-in-head", "the last assignment can be the value in the head")
            .off()
            .option("only-scalars", false)
            .option("include-interpolated", false)
            .option("except-var-names", List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            Term result =
                    rule.head().isContains() ? rule.head().key() : rule.head().value();
            if (result instanceof Var var
                    && !rule.body().generated()
                    && rule.elses().isEmpty()) {
                Literal last = rule.body().literals().getLast();
                if (last.expr() instanceof Expr.Assign assign
                        && last.withs().isEmpty()
                        && assign.target() instanceof Var target
                        && target.name().equals(var.name())
                        && isWanted(assign.value(), var.name(), sink.settings())) {
                    sink.report(assign.value().span(), "put this in the place of `" + var.name() + "` in the head");
                }
            }
        }
    }

    private static boolean isWanted(Term value, String name, Settings settings) {
        boolean scalar = value instanceof Term.Scalar
                || settings.flag("include-interpolated") && value instanceof Term.TemplateString;
        return !settings.texts("except-var-names").contains(name) && (scalar || !settings.flag("only-scalars"));
    }
}
