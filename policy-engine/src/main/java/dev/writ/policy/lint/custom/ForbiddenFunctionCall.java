package dev.writ.policy.lint.custom;

import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.List;

/** This function is forbidden here. */
public final class ForbiddenFunctionCall implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "custom", "forbidden-function-call", "this function is forbidden here")
            .off()
            .option("forbidden-functions", List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        List<String> forbidden = sink.settings().texts("forbidden-functions");
        for (Term.Call call : module.all(Term.Call.class)) {
            String name = Terms.functionName(call);
            if (forbidden.contains(name) && module.dataPath(call.function()) == null) {
                sink.report(call.function().span(), "`" + name + "` is forbidden by the configuration");
            }
        }
        for (Term.Infix infix : module.all(Term.Infix.class)) {
            if (forbidden.contains(infix.operator().builtin())) {
                sink.report(
                        infix.operatorSpan(), "`" + infix.operator().builtin() + "` is forbidden by the configuration");
            }
        }
    }
}
