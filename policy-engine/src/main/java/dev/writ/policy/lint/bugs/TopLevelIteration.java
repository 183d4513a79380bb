package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.Binding;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;

/** The rule has a value for every element. */
public final class TopLevelIteration implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("bugs", "top-level-iteration", "the rule has a value for every element");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            boolean single = rule.body().generated()
                    && rule.head().ref().stream().skip(1).noneMatch(this::isOpen);
            if (single && !rule.isDefault() && rule.head().value() instanceof Ref ref) {
                boolean iterates = ref.path().stream()
                        .anyMatch(operand -> operand instanceof Var var
                                && (var.isWildcard() || module.binding(var).kind() == Binding.Kind.UNDECLARED));
                if (iterates) {
                    sink.report(
                            rule.head().span(),
                            "`" + Terms.ruleName(rule) + "` has one value, and this gives it one for each element");
                }
            }
        }
    }

    private boolean isOpen(Term operand) {
        return !(operand instanceof Term.Scalar);
    }
}
