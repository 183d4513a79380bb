package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.InfixOperator;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;

/** `!=` with every element holds as soon as one element differs. */
public final class NotEqualsInLoop implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("bugs", "not-equals-in-loop", "`!=` with every element holds as soon as one element differs");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Literal literal : module.conditions()) {
            Term.Infix infix = Terms.infix(Terms.termOf(literal), InfixOperator.NOT_EQUAL);
            if (infix != null && (iterates(infix.left()) || iterates(infix.right()))) {
                sink.report(
                        infix.span(),
                        "this holds as soon as one element differs: write `not ... in ...` to ask for none");
            }
        }
    }

    private static boolean iterates(Term term) {
        return term instanceof Ref ref
                && ref.path().stream().anyMatch(operand -> operand instanceof Var var && var.isWildcard());
    }
}
