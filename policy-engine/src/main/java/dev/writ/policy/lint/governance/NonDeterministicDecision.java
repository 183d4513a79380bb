package dev.writ.policy.lint.governance;

import dev.writ.policy.ast.Term;
import dev.writ.policy.builtin.BuiltinSignature;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.List;

/** A decision depends on what changes from call to call. */
public final class NonDeterministicDecision implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "governance", "non-deterministic-decision", "a decision depends on what changes from call to call")
            .option("allowed-functions", List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        if (DecisionPath.contains(module)) {
            List<String> allowed = sink.settings().texts("allowed-functions");
            for (Term.Call call : module.all(Term.Call.class)) {
                String name = Terms.functionName(call);
                BuiltinSignature function = module.builtin(name);
                if (function != null
                        && function.nondeterministic()
                        && !allowed.contains(name)
                        && module.dataPath(call.function()) == null) {
                    sink.report(
                            call.function().span(),
                            "`" + name + "` may differ from call to call: take it from `input.facts`");
                }
            }
        }
    }
}
