package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.Fix;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;

/** `=` between two values compares: write `==`. */
public final class PreferEqualsComparison implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("idiomatic", "prefer-equals-comparison", "`=` between two values compares: write `==`");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Expr.Unify unify : module.all(Expr.Unify.class)) {
            if (hasValue(module, unify.left()) && hasValue(module, unify.right())) {
                sink.report(unify.span(), "this compares: write `==`", Fix.replace(unify.operator(), "=="));
            }
        }
    }

    private static boolean hasValue(Linted module, Term term) {
        return switch (term) {
            case Ref ref -> true;
            case Var var ->
                switch (module.binding(var).kind()) {
                    case PARAMETER, ASSIGNED, SOME_IN, EVERY, RULE, IMPORT, INPUT, DATA -> true;
                    case SOME, UNDECLARED, BUILTIN, WILDCARD -> false;
                };
            case Term.Scalar t -> true;
            case Term.ArrayLiteral t -> t.elements().stream().allMatch(Terms::isConstant);
            case Term.SetLiteral t -> t.elements().stream().allMatch(Terms::isConstant);
            case Term.ObjectLiteral t -> Terms.isConstant(t);
            case Term.Call t -> false;
            case Term.TemplateString t -> false;
            case Term.ArrayComprehension t -> false;
            case Term.SetComprehension t -> false;
            case Term.ObjectComprehension t -> false;
            case Term.Infix t -> false;
            case Term.Membership t -> false;
            case Term.Negative t -> false;
        };
    }
}
