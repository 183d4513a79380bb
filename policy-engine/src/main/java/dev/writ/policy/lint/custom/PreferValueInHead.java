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
import org.jspecify.annotations.Nullable;

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
                Term value = last.withs().isEmpty() ? valueOf(last.expr(), var) : null;
                if (value != null && isWanted(value, var.name(), sink.settings())) {
                    sink.report(value.span(), "put this in the place of `" + var.name() + "` in the head");
                }
            }
        }
    }

    /** What an expression gives a variable, or null. */
    private static @Nullable Term valueOf(Expr expr, Var var) {
        return switch (expr) {
            case Expr.Assign e -> isVar(e.target(), var) ? e.value() : null;
            case Expr.Unify e -> isVar(e.left(), var) ? e.right() : null;
            case Expr.TermExpr e -> null;
            case Expr.SomeDecl e -> null;
            case Expr.SomeIn e -> null;
            case Expr.Every e -> null;
            case Expr.Not e -> null;
            case Expr.Logical e -> null;
        };
    }

    private static boolean isVar(Term term, Var var) {
        return term instanceof Var other && other.name().equals(var.name());
    }

    private static boolean isWanted(Term value, String name, Settings settings) {
        boolean scalar = value instanceof Term.Scalar
                || (settings.flag("include-interpolated") && value instanceof Term.TemplateString);
        return !settings.texts("except-var-names").contains(name) && (scalar || !settings.flag("only-scalars"));
    }
}
