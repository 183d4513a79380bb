package dev.writ.policy.lint.style;

import dev.writ.policy.ast.Term;
import dev.writ.policy.builtin.BuiltinSignature;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.List;
import java.util.Objects;

/** The result is given to the last argument. */
public final class FunctionArgReturn implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "style", "function-arg-return", "the result is given to the last argument")
            .option("except-functions", List.of("walk"));

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        List<String> except = sink.settings().texts("except-functions");
        for (Term.Call call : module.all(Term.Call.class)) {
            String name = Terms.functionName(call);
            int arity = except.contains(name) || name.equals("print") ? -1 : arity(module, call);
            if (arity >= 0 && call.args().size() == arity + 1) {
                sink.report(call.args().getLast().span(), "this is the result of `" + name + "`: assign it with `:=`");
            }
        }
    }

    /** How many arguments a function takes; -1 where that is not known. */
    private static int arity(Linted module, Term.Call call) {
        if (module.dataPath(call.function()) == null) {
            BuiltinSignature function = module.builtin(Terms.functionName(call));
            return function == null || function.variadic() != null ? -1 : function.arity();
        }
        return module.rules().stream()
                .filter(rule -> Terms.ruleName(rule).equals(Terms.functionName(call)))
                .map(rule -> Objects.requireNonNullElse(rule.head().args(), List.of())
                        .size())
                .findFirst()
                .orElse(-1);
    }
}
