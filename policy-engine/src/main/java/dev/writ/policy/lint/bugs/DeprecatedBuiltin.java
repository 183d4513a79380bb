package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Term;
import dev.writ.policy.builtin.BuiltinSignature;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;

/** Function is deprecated. */
public final class DeprecatedBuiltin implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("bugs", "deprecated-builtin", "function is deprecated").forV0();

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Term.Call call : module.all(Term.Call.class)) {
            String name = Terms.functionName(call);
            BuiltinSignature function = module.builtin(name);
            if (function != null && function.deprecated()) {
                sink.report(call.function().span(), "`" + name + "` is deprecated, and no function of Rego 1.0");
            }
        }
    }
}
