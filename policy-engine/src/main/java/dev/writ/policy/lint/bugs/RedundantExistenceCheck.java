package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.List;

/** The next expression checks the same. */
public final class RedundantExistenceCheck implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("bugs", "redundant-existence-check", "the next expression checks the same");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Body body : module.all(Body.class)) {
            List<Literal> literals = body.literals();
            for (int i = 0; i < literals.size(); i++) {
                Term term = literals.get(i).withs().isEmpty() ? Terms.termOf(literals.get(i)) : null;
                if (term instanceof Ref ref && Terms.isStatic(ref)) {
                    check(module, body, i, ref, sink);
                }
            }
        }
    }

    private static void check(Linted module, Body body, int index, Ref ref, Sink sink) {
        boolean last = index + 1 == body.literals().size();
        if (last && module.parent(body) instanceof Rule rule) {
            Term value =
                    rule.head().isContains() ? rule.head().key() : rule.head().value();
            if (value instanceof Ref result
                    && Terms.startsWith(result, ref)
                    && result.path().size() > ref.path().size()
                    && rule.elses().isEmpty()) {
                sink.report(
                        ref.span(),
                        "the value is undefined without `" + ref.span().text() + "` anyway");
            }
        } else if (!last) {
            Literal next = body.literals().get(index + 1);
            if (next.withs().isEmpty() && new Existence(module, ref).isNeededBy(next.expr())) {
                sink.report(
                        ref.span(),
                        "the next expression is undefined without `"
                                + ref.span().text() + "` anyway");
            }
        }
    }
}
