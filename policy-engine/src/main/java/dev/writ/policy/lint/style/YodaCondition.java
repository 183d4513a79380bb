package dev.writ.policy.lint.style;

import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;

/** The constant stands on the right. */
public final class YodaCondition implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("style", "yoda-condition", "the constant stands on the right");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Term.Infix infix : module.all(Term.Infix.class)) {
            if (Terms.isComparison(infix.operator()) && infix.left() instanceof Term.Scalar && isAsked(infix.right())) {
                sink.report(infix.left().span().to(infix.operatorSpan()), "write the constant on the right");
            }
        }
    }

    private static boolean isAsked(Term term) {
        return switch (term) {
            case Var var -> true;
            case Ref ref -> ref.path().stream().allMatch(Term.Scalar.class::isInstance);
            case Term.Call call -> true;
            default -> false;
        };
    }
}
