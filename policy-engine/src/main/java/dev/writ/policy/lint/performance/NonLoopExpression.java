package dev.writ.policy.lint.performance;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.HashSet;
import java.util.Set;

/** The expression is the same in every round of the loop. */
public final class NonLoopExpression implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("performance", "non-loop-expression", "the expression is the same in every round of the loop");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            if (!rule.body().generated()) {
                check(module, rule.body(), new HashSet<>(), false, sink);
            }
        }
    }

    private static void check(Linted module, Body body, Set<String> changing, boolean inside, Sink sink) {
        boolean looping = inside;
        for (Literal literal : body.literals()) {
            Set<String> loop = LoopVariables.of(module, literal);
            boolean depends = Terms.has(literal, node -> node instanceof Var var && changing.contains(var.name()));
            if (!loop.isEmpty()) {
                looping = true;
                changing.addAll(loop);
            } else if (looping && !depends && isMovable(module, literal)) {
                sink.report(literal.span(), "this is the same in every round: move it above the loop");
            }
            if (depends || !loop.isEmpty()) {
                changing.addAll(LoopVariables.targets(module, literal));
            }
            if (literal.expr() instanceof Expr.Every every) {
                Set<String> inner = new HashSet<>(changing);
                inner.addAll(LoopVariables.of(every));
                check(module, every.body(), inner, true, sink);
            }
        }
    }

    private static boolean isMovable(Linted module, Literal literal) {
        return switch (literal.expr()) {
            case Expr.TermExpr e -> Terms.callOf(e.term(), "print") == null;
            case Expr.Not e -> true;
            case Expr.Unify e -> Terms.variables(e).stream().noneMatch(module::isOutput);
            case Expr.Assign e -> true;
            case Expr.Logical e -> true;
            case Expr.SomeDecl e -> false;
            case Expr.SomeIn e -> false;
            case Expr.Every e -> false;
        };
    }
}
