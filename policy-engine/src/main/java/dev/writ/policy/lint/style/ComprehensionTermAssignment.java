package dev.writ.policy.lint.style;

import dev.writ.policy.ast.Body;
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

/** The value can be the term of the comprehension. */
public final class ComprehensionTermAssignment implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("style", "comprehension-term-assignment", "the value can be the term of the comprehension");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        module.all(Term.ArrayComprehension.class).forEach(t -> check(List.of(t.element()), t.body(), sink));
        module.all(Term.SetComprehension.class).forEach(t -> check(List.of(t.element()), t.body(), sink));
        module.all(Term.ObjectComprehension.class).forEach(t -> check(List.of(t.key(), t.value()), t.body(), sink));
    }

    private static void check(List<Term> terms, Body body, Sink sink) {
        if (body.literals().size() < 2) {
            return;
        }
        for (Literal literal : body.literals()) {
            if (literal.expr() instanceof Expr.Assign assign
                    && literal.withs().isEmpty()
                    && assign.target() instanceof Var target
                    && isSimple(assign.value())
                    && terms.stream()
                            .anyMatch(term ->
                                    term instanceof Var var && var.name().equals(target.name()))) {
                sink.report(
                        literal.span(),
                        "write `" + assign.value().span().text() + "` in the place of `" + target.name() + "`");
            }
        }
    }

    private static boolean isSimple(Term value) {
        return value instanceof Var || (value instanceof Ref ref && Terms.isStatic(ref));
    }
}
