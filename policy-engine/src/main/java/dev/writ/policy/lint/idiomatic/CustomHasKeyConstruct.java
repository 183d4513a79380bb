package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The function asks what `in object.keys(...)` asks. */
public final class CustomHasKeyConstruct implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "idiomatic", "custom-has-key-construct", "the function asks what `in object.keys(...)` asks")
            .needing("object.keys");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Rule rule : module.rules()) {
            List<Term> args = Objects.requireNonNullElse(rule.head().args(), List.of());
            boolean twoArguments = args.size() == 2 && args.stream().allMatch(Var.class::isInstance);
            if (twoArguments
                    && rule.body().literals().size() == 1
                    && isLookup(rule.body().literals().getFirst(), args)) {
                sink.report(rule.head().span(), "`key in object.keys(object)` asks the same");
            }
        }
    }

    private static boolean isLookup(Literal literal, List<Term> args) {
        return switch (literal.expr()) {
            case Expr.Unify e ->
                (isWildcard(e.left()) && isLookup(e.right(), args))
                        || (isWildcard(e.right()) && isLookup(e.left(), args));
            case Expr.Assign e -> isWildcard(e.target()) && isLookup(e.value(), args);
            case Expr.TermExpr e -> false;
            case Expr.SomeDecl e -> false;
            case Expr.SomeIn e -> false;
            case Expr.Every e -> false;
            case Expr.Not e -> false;
            case Expr.Logical e -> false;
        };
    }

    private static boolean isWildcard(Term term) {
        return term instanceof Var var && var.isWildcard();
    }

    private static boolean isLookup(Term term, List<Term> args) {
        if (!(term instanceof Ref ref
                && ref.head() instanceof Var map
                && ref.path().size() == 1)) {
            return false;
        }
        Set<String> names = new HashSet<>();
        args.forEach(arg -> names.add(((Var) arg).name()));
        return ref.path().getFirst() instanceof Var key
                && !key.name().equals(map.name())
                && names.contains(map.name())
                && names.contains(key.name());
    }
}
