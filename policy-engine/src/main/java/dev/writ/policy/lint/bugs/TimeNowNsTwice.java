package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.IdentityHashMap;

/** The time does not change during an evaluation. */
public final class TimeNowNsTwice implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("bugs", "time-now-ns-twice", "the time does not change during an evaluation");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        IdentityHashMap<Rule, Term.Call> first = new IdentityHashMap<>();
        for (Term.Call call : module.all(Term.Call.class)) {
            Rule rule = module.enclosing(call, Rule.class);
            if (rule != null
                    && Terms.functionName(call).equals("time.now_ns")
                    && first.putIfAbsent(rule, call) != null) {
                sink.report(call.span(), "this is the same time as in the call before: keep it in a variable");
            }
        }
    }
}
