package dev.writ.policy.lint.idiomatic;

import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.Binding;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** `some` declares a variable that iterates. */
public final class UseSomeForOutputVars implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("idiomatic", "use-some-for-output-vars", "`some` declares a variable that iterates");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Ref ref : module.all(Ref.class)) {
            for (Term operand : ref.path()) {
                if (operand instanceof Var var
                        && module.binding(var).kind() == Binding.Kind.UNDECLARED
                        && module.isOutput(var)) {
                    sink.report(var.span(), "declare `" + var.name() + "` with `some`");
                }
            }
        }
    }
}
