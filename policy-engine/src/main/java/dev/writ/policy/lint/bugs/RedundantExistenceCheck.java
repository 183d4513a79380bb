package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.AstNode;
import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.Canonical;
import dev.writ.policy.lint.Children;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.List;

/** The next expression checks the same. */
public final class RedundantExistenceCheck implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("bugs", "redundant-existence-check", "the next expression checks the same");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Body body : module.all(Body.class)) {
            List<Literal> literals = body.literals();
            for (int i = 0; i + 1 < literals.size(); i++) {
                Term term = literals.get(i).withs().isEmpty() ? Terms.termOf(literals.get(i)) : null;
                boolean needed = term instanceof Ref ref
                        && Terms.isStatic(ref)
                        && literals.get(i + 1).withs().isEmpty()
                        && needs(literals.get(i + 1).expr(), Canonical.of(ref));
                if (term != null && needed) {
                    sink.report(
                            term.span(),
                            "the next expression is undefined without `"
                                    + term.span().text() + "` anyway");
                }
            }
        }
    }

    private static boolean needs(AstNode node, String ref) {
        boolean[] found = {false};
        visit(node, ref, found);
        return found[0];
    }

    private static void visit(AstNode node, String ref, boolean[] found) {
        switch (node) {
            case Expr.Not not -> {}
            case Expr.Logical logical -> {}
            case Expr.Every every -> visit(every.domain(), ref, found);
            case Term.ArrayComprehension t -> {}
            case Term.SetComprehension t -> {}
            case Term.ObjectComprehension t -> {}
            case Term.TemplateString t -> {}
            case Term.Call call when Terms.functionName(call).equals("print") -> {}
            case Ref inner when Canonical.of(inner).equals(ref) -> found[0] = true;
            default -> Children.each(node, child -> visit(child, ref, found));
        }
    }
}
