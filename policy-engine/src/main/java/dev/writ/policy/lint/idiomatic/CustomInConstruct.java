package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.InfixOperator;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** The function asks what `in` asks. */
public final class CustomInConstruct implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("idiomatic", "custom-in-construct", "the function asks what `in` asks");

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
                    && isSearch(rule.body().literals().getFirst(), args)) {
                sink.report(rule.head().span(), "`item in collection` asks the same");
            }
        }
    }

    private static boolean isSearch(Literal literal, List<Term> args) {
        if (literal.expr() instanceof Expr.Unify unify) {
            return isSearch(unify.left(), unify.right(), args) || isSearch(unify.right(), unify.left(), args);
        }
        Term.Infix equal = Terms.infix(Terms.termOf(literal), InfixOperator.EQUAL);
        return equal != null
                && (isSearch(equal.left(), equal.right(), args) || isSearch(equal.right(), equal.left(), args));
    }

    private static boolean isSearch(Term item, Term element, List<Term> args) {
        if (!(item instanceof Var wanted
                && element instanceof Ref ref
                && ref.path().size() == 1)) {
            return false;
        }
        Set<String> names = new HashSet<>();
        args.forEach(arg -> names.add(((Var) arg).name()));
        return ref.head() instanceof Var collection
                && ref.path().getFirst() instanceof Var index
                && index.isWildcard()
                && names.contains(wanted.name())
                && names.contains(collection.name());
    }
}
