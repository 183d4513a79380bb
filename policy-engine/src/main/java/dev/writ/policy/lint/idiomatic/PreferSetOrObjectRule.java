package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** A rule of its own can make this set or object. */
public final class PreferSetOrObjectRule implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("idiomatic", "prefer-set-or-object-rule", "a rule of its own can make this set or object");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            boolean plain = rule.body().generated() && rule.head().args() == null && !rule.isDefault();
            if (plain && !rule.head().isContains()) {
                switch (rule.head().value()) {
                    case Term.SetComprehension set
                    when !isConversion(set) ->
                        sink.report(set.span(), "write `" + rule.head().name() + " contains ... if ...`");
                    case Term.ObjectComprehension object ->
                        sink.report(object.span(), "write `" + rule.head().name() + "[key] := value if ...`");
                    case null, default -> {}
                }
            }
        }
    }

    /** {@code {x | some x in xs}} makes a set of an array, and of nothing else. */
    private static boolean isConversion(Term.SetComprehension set) {
        if (set.body().literals().size() != 1 || !(set.element() instanceof Var element)) {
            return false;
        }
        return switch (set.body().literals().getFirst().expr()) {
            case Expr.SomeIn some -> some.key() == null && isVar(some.value(), element);
            case Expr.Assign assign -> isVar(assign.target(), element) && isElement(assign.value());
            case Expr.Unify unify -> isVar(unify.left(), element) && isElement(unify.right());
            case Expr.TermExpr e -> false;
            case Expr.SomeDecl e -> false;
            case Expr.Every e -> false;
            case Expr.Not e -> false;
            case Expr.Logical e -> false;
        };
    }

    private static boolean isVar(Term term, Var var) {
        return term instanceof Var other && other.name().equals(var.name());
    }

    private static boolean isElement(Term term) {
        return term instanceof Ref ref
                && ref.path().stream().anyMatch(operand -> operand instanceof Var var && var.isWildcard());
    }
}
