package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.ast.InfixOperator;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;

/** The default never makes this comparison hold. */
public final class SuperfluousObjectGet implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("idiomatic", "superfluous-object-get", "the default never makes this comparison hold");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Literal literal : module.conditions()) {
            Term.Infix equal = Terms.infix(Terms.termOf(literal), InfixOperator.EQUAL);
            if (equal != null) {
                check(equal.left(), equal.right(), sink);
                check(equal.right(), equal.left(), sink);
            }
        }
    }

    private static void check(Term left, Term constant, Sink sink) {
        Term.Call get = Terms.callOf(left, "object.get");
        boolean guarded = get != null
                && get.args().size() == 3
                && Terms.isConstant(constant)
                && Terms.isConstant(get.args().get(2))
                && !Terms.same(get.args().get(2), constant);
        if (get != null && guarded) {
            sink.report(get.span(), "refer to the value itself: its absence fails the comparison too");
        }
    }
}
