package dev.writ.policy.lint.style;

import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** The body only assigns the value. */
public final class UnconditionalAssignment implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("style", "unconditional-assignment", "the body only assigns the value");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            Term result =
                    rule.head().isContains() ? rule.head().key() : rule.head().value();
            boolean single = rule.body().literals().size() == 1
                    && rule.elses().isEmpty()
                    && !rule.body().generated();
            if (single && result instanceof Var var) {
                Literal only = rule.body().literals().getFirst();
                Term target = switch (only.expr()) {
                    case Expr.Assign e -> e.target();
                    case Expr.Unify e -> e.left();
                    case Expr.TermExpr e -> null;
                    case Expr.SomeDecl e -> null;
                    case Expr.SomeIn e -> null;
                    case Expr.Every e -> null;
                    case Expr.Not e -> null;
                    case Expr.Logical e -> null;
                };
                if (only.withs().isEmpty()
                        && target instanceof Var assigned
                        && assigned.name().equals(var.name())) {
                    sink.report(only.span(), "put the value in the place of `" + var.name() + "` in the head");
                }
            }
        }
    }
}
