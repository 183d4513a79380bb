package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Expr;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import dev.writ.policy.value.RegoNumber;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A loop over nothing does not hold anyway. */
public final class RedundantLoopCount implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("bugs", "redundant-loop-count", "a loop over nothing does not hold anyway");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Body body : module.all(Body.class)) {
            List<Literal> literals = body.literals();
            for (int i = 0; i + 1 < literals.size(); i++) {
                Literal literal = literals.get(i);
                Term counted = literal.withs().isEmpty() ? counted(Terms.termOf(literal)) : null;
                if (counted != null
                        && literals.get(i + 1).expr() instanceof Expr.SomeIn some
                        && Terms.same(some.collection(), counted)) {
                    sink.report(
                            literal.span(), "the loop over `" + counted.span().text() + "` asks for that already");
                }
            }
        }
    }

    /** What is counted where a term says that it has elements. */
    private static @Nullable Term counted(@Nullable Term term) {
        if (!(term instanceof Term.Infix infix)) {
            return null;
        }
        Term.Call count = Terms.callOf(infix.left(), "count");
        if (count == null || count.args().size() != 1) {
            return null;
        }
        boolean zero = RegoNumber.of(0).equals(Terms.scalar(infix.right()));
        boolean one = RegoNumber.of(1).equals(Terms.scalar(infix.right()));
        boolean some = switch (infix.operator()) {
            case GREATER, NOT_EQUAL -> zero;
            case GREATER_OR_EQUAL -> one;
            case PLUS, MINUS, TIMES, DIVIDE, REMAINDER, INTERSECTION, UNION, EQUAL, LESS, LESS_OR_EQUAL -> false;
        };
        return some ? count.args().getFirst() : null;
    }
}
