package dev.writ.policy.lint.performance;

import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.List;

/** The next condition does not need this assignment. */
public final class DeferAssignment implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("performance", "defer-assignment", "the next condition does not need this assignment");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            List<Literal> literals = rule.body().literals();
            for (int i = 0; i + 1 < literals.size(); i++) {
                Literal literal = literals.get(i);
                if (literal.expr() instanceof Expr.Assign assign
                        && assign.target() instanceof Var target
                        && !loops(module, literal)
                        && !isInHead(rule, target)
                        && isIndependent(module, literals.get(i + 1), target)) {
                    sink.report(
                            literal.span(),
                            "the next condition does not need `" + target.name() + "`: assign it below that");
                }
            }
        }
    }

    /** Where the name of an entry depends on it, the assignment belongs to the head. */
    private static boolean isInHead(Rule rule, Var target) {
        return rule.head().ref().stream()
                .skip(1)
                .anyMatch(operand -> Terms.has(
                        operand, inner -> inner instanceof Var var && var.name().equals(target.name())));
    }

    private static boolean isIndependent(Linted module, Literal next, Var target) {
        boolean condition = switch (next.expr()) {
            case Expr.TermExpr e -> true;
            case Expr.Not e -> true;
            case Expr.Logical e -> true;
            case Expr.Unify e -> false;
            case Expr.Assign e -> false;
            case Expr.SomeDecl e -> false;
            case Expr.SomeIn e -> false;
            case Expr.Every e -> false;
        };
        return condition
                && next.withs().isEmpty()
                && Terms.callOf(Terms.termOf(next), "print") == null
                && !loops(module, next)
                && !Terms.has(
                        next, inner -> inner instanceof Var var && var.name().equals(target.name()));
    }

    private static boolean loops(Linted module, Literal literal) {
        return Terms.has(
                literal.expr(),
                inner -> Terms.callOf(inner, "walk") != null
                        || (inner instanceof Ref ref
                                && ref.path().stream()
                                        .anyMatch(operand -> operand instanceof Var var && module.isOutput(var))));
    }
}
