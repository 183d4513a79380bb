package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.InfixOperator;
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

/** `in` asks whether an element is there. */
public final class UseInOperator implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("idiomatic", "use-in-operator", "`in` asks whether an element is there");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Literal literal : module.conditions()) {
            if (literal.expr() instanceof Expr.Unify unify) {
                check(module, unify.left(), unify.right(), sink);
            }
            Term.Infix equal = Terms.infix(Terms.termOf(literal), InfixOperator.EQUAL);
            if (equal != null) {
                check(module, equal.left(), equal.right(), sink);
            }
        }
    }

    private static void check(Linted module, Term left, Term right, Sink sink) {
        if (isSearched(left) && isWanted(module, right)) {
            sink.report(left.span(), "write `" + right.span().text() + " in " + collection((Ref) left) + "`");
        } else if (isSearched(right) && isWanted(module, left)) {
            sink.report(right.span(), "write `" + left.span().text() + " in " + collection((Ref) right) + "`");
        }
    }

    private static boolean isSearched(Term term) {
        if (!(term instanceof Ref ref && ref.head() instanceof Var)) {
            return false;
        }
        List<Term> path = ref.path();
        return path.getLast() instanceof Var last
                && last.isWildcard()
                && path.subList(0, path.size() - 1).stream().allMatch(Term.Scalar.class::isInstance);
    }

    private static boolean isWanted(Linted module, Term term) {
        return switch (term) {
            case Term.Scalar scalar -> true;
            case Ref ref -> Terms.isStatic(ref);
            case Var var ->
                switch (module.binding(var).kind()) {
                    case PARAMETER, ASSIGNED, SOME_IN, EVERY, RULE, IMPORT, INPUT, DATA -> true;
                    case SOME, UNDECLARED, BUILTIN, WILDCARD -> false;
                };
            default -> Terms.isConstant(term);
        };
    }

    private static String collection(Ref ref) {
        String text = ref.span().text();
        return text.substring(0, Math.max(0, text.lastIndexOf('[')));
    }
}
