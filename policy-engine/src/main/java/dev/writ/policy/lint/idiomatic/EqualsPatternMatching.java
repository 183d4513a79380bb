package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.ast.InfixOperator;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The comparison can be the argument itself. */
public final class EqualsPatternMatching implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("idiomatic", "equals-pattern-matching", "the comparison can be the argument itself");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            boolean simple = rule.head().isFunction()
                    && !rule.isDefault()
                    && rule.elses().isEmpty();
            Term.Infix equal = simple ? Terms.infix(condition(rule), InfixOperator.EQUAL) : null;
            if (equal != null
                    && (matches(rule, equal.left(), equal.right()) || matches(rule, equal.right(), equal.left()))) {
                sink.report(rule.head().span(), "`" + equal.span().text() + "` can be the argument itself");
            }
        }
    }

    /** All that decides about a rule: the only condition, or the value where there is none. */
    private static @Nullable Term condition(Rule rule) {
        if (rule.body().generated()) {
            return rule.head().value();
        }
        List<Literal> literals = rule.body().literals();
        return literals.size() == 1 && literals.getFirst().withs().isEmpty() ? Terms.termOf(literals.getFirst()) : null;
    }

    private static boolean matches(Rule rule, Term argument, Term constant) {
        List<Term> args = Objects.requireNonNullElse(rule.head().args(), List.of());
        return constant instanceof Term.Scalar
                && argument instanceof Var var
                && args.stream()
                        .anyMatch(arg -> arg instanceof Var name && name.name().equals(var.name()));
    }
}
