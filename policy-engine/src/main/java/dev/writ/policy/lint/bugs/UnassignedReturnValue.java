package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Literal;
import dev.writ.policy.ast.Term;
import dev.writ.policy.builtin.BuiltinSignature;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import dev.writ.policy.type.RegoType;
import dev.writ.policy.value.RegoBoolean;

/** The result of the call is not used. */
public final class UnassignedReturnValue implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("bugs", "unassigned-return-value", "the result of the call is not used");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Literal literal : module.conditions()) {
            switch (Terms.termOf(literal)) {
                case Term.Call call -> check(module, call, sink);
                case Term.Infix infix
                when !Terms.isComparison(infix.operator()) ->
                    sink.report(
                            infix.operatorSpan(),
                            "the result of `" + infix.operator().symbol() + "` is not used");
                case null, default -> {}
            }
        }
    }

    private static void check(Linted module, Term.Call call, Sink sink) {
        String name = Terms.functionName(call);
        BuiltinSignature function = module.builtin(name);
        boolean isRule = module.dataPath(call.function()) != null;
        if (function == null || isRule || function.relation() || call.args().size() > function.arity()) {
            return;
        }
        String result = function.result();
        if (result != null && RegoType.parse(result).accepts(RegoBoolean.FALSE)) {
            return;
        }
        if (result != null) {
            sink.report(call.function().span(), "the result of `" + name + "` is not used");
        }
    }
}
