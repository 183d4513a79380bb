package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** `in` a collection of one element is `==`. */
public final class SingleItemIn implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("idiomatic", "single-item-in", "`in` a collection of one element is `==`");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Term.Membership membership : module.all(Term.Membership.class)) {
            int size = switch (membership.collection()) {
                case Term.ArrayLiteral t -> t.elements().size();
                case Term.SetLiteral t -> t.elements().size();
                case Term.ObjectLiteral t -> t.entries().size();
                default -> 0;
            };
            if (size == 1 && membership.key() == null) {
                sink.report(membership.collection().span(), "compare with `==`: there is one element");
            }
        }
    }
}
