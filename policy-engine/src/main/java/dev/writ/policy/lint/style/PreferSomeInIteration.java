package dev.writ.policy.lint.style;

import dev.writ.policy.ast.AstNode;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.List;

/** Iterate with `some ... in`. */
public final class PreferSomeInIteration implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("style", "prefer-some-in-iteration", "iterate with `some ... in`")
            .option("ignore-nesting-level", 2)
            .option("ignore-if-sub-attribute", true);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        int nesting = sink.settings().number("ignore-nesting-level");
        boolean attributes = sink.settings().flag("ignore-if-sub-attribute");
        for (Ref ref : module.all(Ref.class)) {
            if (stands(module, ref)) {
                List<Term> path = ref.path();
                long outputs = path.stream()
                        .filter(operand -> isOutput(module, operand))
                        .count();
                boolean attribute = attributes && !isOutput(module, path.isEmpty() ? ref.head() : path.getLast());
                if (outputs > 0 && outputs < nesting && !attribute) {
                    sink.report(ref.span(), "iterate with `some ... in`");
                }
            }
        }
    }

    private static boolean isOutput(Linted module, Term operand) {
        return operand instanceof Var var && module.isOutput(var);
    }

    /** Whether a reference is a condition of its own, or what is assigned; elsewhere `some` would need a line more. */
    private static boolean stands(Linted module, Ref ref) {
        return switch (module.parent(ref)) {
            case Expr.TermExpr e -> !isNegated(module, e);
            case Expr.Assign e -> Terms.isOne(e.value(), ref);
            case Expr.Unify e -> e.left() instanceof Var || e.right() instanceof Var;
            case null, default -> false;
        };
    }

    private static boolean isNegated(Linted module, Expr.TermExpr expr) {
        AstNode literal = module.parent(expr);
        AstNode body = literal == null ? null : module.parent(literal);
        return body != null && module.parent(body) instanceof Expr.Not;
    }
}
