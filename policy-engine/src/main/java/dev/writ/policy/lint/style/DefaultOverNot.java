package dev.writ.policy.lint.style;

import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The value for a missing reference is a default. */
public final class DefaultOverNot implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("style", "default-over-not", "the value for a missing reference is a default");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (List<Rule> rules : module.rulesByName().values()) {
            for (Rule rule : rules) {
                Term missing = missing(rule);
                if (missing != null && rules.stream().anyMatch(other -> isValue(other, missing))) {
                    sink.report(
                            rule.body().literals().getFirst().span(),
                            "write `default " + Terms.ruleName(rule) + " := "
                                    + Objects.requireNonNull(rule.head().value())
                                            .span()
                                            .text() + "`");
                }
            }
        }
    }

    /** The reference whose absence is the only condition of a rule with a constant value, or null. */
    private static @Nullable Term missing(Rule rule) {
        boolean constant =
                rule.head().args() == null && Terms.isConstant(rule.head().value()) && !rule.isDefault();
        if (!constant || rule.body().literals().size() != 1 || !rule.elses().isEmpty()) {
            return null;
        }
        return rule.body().literals().getFirst().expr() instanceof Expr.Not not
                        && not.body().literals().size() == 1
                        && Terms.termOf(not.body().literals().getFirst()) instanceof Ref ref
                        && Terms.isStatic(ref)
                ? ref
                : null;
    }

    private static boolean isValue(Rule rule, Term reference) {
        Term value = rule.head().value();
        return rule.body().generated() && !rule.isDefault() && value != null && Terms.same(value, reference);
    }
}
