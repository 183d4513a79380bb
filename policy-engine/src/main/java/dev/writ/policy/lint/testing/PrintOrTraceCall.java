package dev.writ.policy.lint.testing;

import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.Binding;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;

/** `print` and `trace` are for looking into a policy. */
public final class PrintOrTraceCall implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("testing", "print-or-trace-call", "`print` and `trace` are for looking into a policy");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Term.Call call : module.all(Term.Call.class)) {
            String name = Terms.functionName(call);
            boolean builtin = call.function().head() instanceof Var head
                    && module.binding(head).kind() == Binding.Kind.BUILTIN;
            if (builtin && (name.equals("print") || name.equals("trace"))) {
                sink.report(call.function().span(), "remove the call of `" + name + "`");
            }
        }
    }
}
