package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.stream.Stream;

/** Condition is always the same. */
public final class ConstantCondition implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("bugs", "constant-condition", "condition is always the same");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Literal literal : module.conditions()) {
            Term term = Terms.termOf(literal);
            boolean operand =
                    module.parent(literal) instanceof Body body && module.parent(body) instanceof Expr.Logical;
            if (term != null && !operand && isConstant(term)) {
                sink.report(term.span(), "`" + term.span().text() + "` is always the same");
            }
        }
        for (Expr.Logical logical : module.all(Expr.Logical.class)) {
            if (isConstant(logical)
                    && !module.isTemplatePart(module.parent(logical))
                    && module.enclosing(logical, Expr.Logical.class) == null) {
                sink.report(logical.span(), "`" + logical.span().text() + "` is always the same");
            }
        }
    }

    private static boolean isConstant(Term term) {
        return term instanceof Term.Scalar || term instanceof Term.TemplateString || isComparison(term);
    }

    private static boolean isComparison(Term term) {
        return term instanceof Term.Infix infix
                && Terms.isComparison(infix.operator())
                && Terms.isConstant(infix.left())
                && Terms.isConstant(infix.right());
    }

    private static boolean isConstant(Expr.Logical logical) {
        return Stream.of(logical.left(), logical.right())
                .flatMap(operand -> operand.body().literals().stream())
                .allMatch(literal -> switch (literal.expr()) {
                    case Expr.TermExpr e -> isConstant(e.term());
                    case Expr.Logical e -> isConstant(e);
                    case Expr.Unify e -> false;
                    case Expr.Assign e -> false;
                    case Expr.SomeDecl e -> false;
                    case Expr.SomeIn e -> false;
                    case Expr.Every e -> false;
                    case Expr.Not e -> false;
                });
    }
}
