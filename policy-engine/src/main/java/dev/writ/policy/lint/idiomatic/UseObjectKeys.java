package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.List;

/** `object.keys` gives the keys of an object. */
public final class UseObjectKeys implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "idiomatic", "use-object-keys", "`object.keys` gives the keys of an object")
            .needing("object.keys");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Term.SetComprehension set : module.all(Term.SetComprehension.class)) {
            if (set.element() instanceof Var key && collects(key, set.body().literals())) {
                sink.report(set.span(), "write `object.keys(...)`");
            }
        }
    }

    private static boolean collects(Var key, List<Literal> literals) {
        if (literals.stream().anyMatch(literal -> !literal.withs().isEmpty())) {
            return false;
        }
        Expr last = literals.getLast().expr();
        if (literals.size() == 1 && last instanceof Expr.SomeIn some) {
            return some.key() instanceof Var written
                    && written.name().equals(key.name())
                    && some.value() instanceof Var value
                    && value.isWildcard()
                    && isObject(some.collection());
        }
        boolean declared = literals.size() == 2
                && literals.getFirst().expr() instanceof Expr.SomeDecl some
                && some.vars().size() == 1
                && some.vars().getFirst().name().equals(key.name());
        return declared
                && switch (last) {
                    case Expr.Unify e -> isElement(e.left(), e.right(), key) || isElement(e.right(), e.left(), key);
                    case Expr.Assign e -> isElement(e.target(), e.value(), key);
                    case Expr.TermExpr e -> false;
                    case Expr.SomeDecl e -> false;
                    case Expr.SomeIn e -> false;
                    case Expr.Every e -> false;
                    case Expr.Not e -> false;
                    case Expr.Logical e -> false;
                };
    }

    /** {@code _ = o[k]}, which holds for every key; {@code o[k]} alone does not where the value is false. */
    private static boolean isElement(Term target, Term element, Var key) {
        return target instanceof Var any
                && any.isWildcard()
                && element instanceof Ref ref
                && ref.path().getLast() instanceof Var operand
                && operand.name().equals(key.name())
                && ref.path().subList(0, ref.path().size() - 1).stream().allMatch(Term.Scalar.class::isInstance);
    }

    private static boolean isObject(Term collection) {
        return collection instanceof Var || (collection instanceof Ref ref && Terms.isStatic(ref));
    }
}
