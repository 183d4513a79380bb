package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import org.jspecify.annotations.Nullable;

/** `_` as a key says what leaving it out says. */
public final class InWildcardKey implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("idiomatic", "in-wildcard-key", "`_` as a key says what leaving it out says");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        module.all(Expr.SomeIn.class).forEach(some -> check(some.key(), sink));
        module.all(Expr.Every.class).forEach(every -> check(every.key(), sink));
        module.all(Term.Membership.class).forEach(membership -> check(membership.key(), sink));
    }

    private static void check(@Nullable Term key, Sink sink) {
        if (key instanceof Var var && var.isWildcard()) {
            sink.report(key.span(), "leave the key `_` out");
        }
    }
}
