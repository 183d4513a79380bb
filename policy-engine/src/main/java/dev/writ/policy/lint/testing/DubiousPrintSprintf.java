package dev.writ.policy.lint.testing;

import dev.writ.policy.ast.Term;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;

/** `print` formats by itself. */
public final class DubiousPrintSprintf implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("testing", "dubious-print-sprintf", "`print` formats by itself");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Term.Call call : module.all(Term.Call.class)) {
            if (Terms.functionName(call).equals("print")) {
                call.args().stream()
                        .filter(arg -> Terms.callOf(arg, "sprintf") != null)
                        .forEach(arg -> sink.report(
                                arg.span(), "give the values to `print` itself: an undefined one hides all of this"));
            }
        }
    }
}
