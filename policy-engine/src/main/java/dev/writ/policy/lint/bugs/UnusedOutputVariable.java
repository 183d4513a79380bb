package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.Binding;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;

/** Nothing uses this variable. */
public final class UnusedOutputVariable implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("bugs", "unused-output-variable", "nothing uses this variable");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Ref ref : module.all(Ref.class)) {
            for (Term operand : ref.path()) {
                if (operand instanceof Var var && isOutput(module.binding(var))) {
                    sink.report(var.span(), "nothing else uses `" + var.name() + "`: write `_`");
                }
            }
        }
    }

    private static boolean isOutput(Binding binding) {
        return switch (binding.kind()) {
            case UNDECLARED, SOME -> binding.occurrences().size() == 1;
            case PARAMETER, ASSIGNED, SOME_IN, EVERY, RULE, IMPORT, INPUT, DATA, BUILTIN, WILDCARD -> false;
        };
    }
}
