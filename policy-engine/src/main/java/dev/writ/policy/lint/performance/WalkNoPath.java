package dev.writ.policy.lint.performance;

import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.Binding;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;

/** Nothing uses the path that `walk` gives. */
public final class WalkNoPath implements LintRule {
    private static final RuleInfo INFO =
            RuleInfo.of("performance", "walk-no-path", "nothing uses the path that `walk` gives");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (Term.Call call : module.all(Term.Call.class)) {
            boolean relation =
                    Terms.functionName(call).equals("walk") && call.args().size() == 2;
            if (relation
                    && call.args().get(1) instanceof Term.ArrayLiteral pair
                    && pair.elements().size() == 2
                    && pair.elements().getFirst() instanceof Var path
                    && !path.isWildcard()
                    && isUnused(module.binding(path))) {
                sink.report(call.span(), "nothing uses `" + path.name() + "`: write `_`");
            }
        }
    }

    private static boolean isUnused(Binding binding) {
        return switch (binding.kind()) {
            case UNDECLARED, SOME -> binding.occurrences().size() == 1;
            case PARAMETER, ASSIGNED, SOME_IN, EVERY, RULE, IMPORT, INPUT, DATA, BUILTIN, WILDCARD -> false;
        };
    }
}
