package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.Binding;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.Set;

/** Variable has the name of a built-in function. */
public final class VarShadowsBuiltin implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("bugs", "var-shadows-builtin", "variable has the name of a built-in function");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    private static final Set<Binding.Kind> DECLARED = Set.of(
            Binding.Kind.PARAMETER, Binding.Kind.ASSIGNED, Binding.Kind.SOME, Binding.Kind.SOME_IN, Binding.Kind.EVERY);

    @Override
    public void check(Linted module, Sink sink) {
        for (Var var : module.all(Var.class)) {
            Binding binding = module.binding(var);
            boolean declares = DECLARED.contains(binding.kind())
                    && binding.declarations().stream().anyMatch(declared -> Terms.isOne(declared, var));
            if (declares && module.project().language().isFirstName(var.name())) {
                sink.report(var.span(), "`" + var.name() + "` is the name of a built-in function");
            }
        }
    }
}
