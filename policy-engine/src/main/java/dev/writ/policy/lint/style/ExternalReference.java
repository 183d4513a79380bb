package dev.writ.policy.lint.style;

import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.ast.With;
import dev.writ.policy.lint.Binding;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** The function depends on more than its arguments. */
public final class ExternalReference implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "style", "external-reference", "the function depends on more than its arguments")
            .option("max-allowed", 2);

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        IdentityHashMap<Rule, List<Var>> external = new IdentityHashMap<>();
        for (Var var : module.all(Var.class)) {
            boolean called = module.parent(var) instanceof Ref ref
                    && module.parent(ref) instanceof Term.Call call
                    && Terms.isOne(call.function(), ref);
            Rule rule = module.enclosing(var, Rule.class);
            boolean replaced = module.parent(var) instanceof With
                    || (module.parent(var) instanceof Ref target
                            && module.parent(target) instanceof With with
                            && Terms.isOne(with.target(), target));
            if (rule != null
                    && rule.head().isFunction()
                    && !called
                    && !replaced
                    && isExternal(module.binding(var).kind())) {
                external.computeIfAbsent(rule, each -> new ArrayList<>()).add(var);
            }
        }
        for (Rule rule : module.rules()) {
            List<Var> found = external.getOrDefault(rule, List.of());
            if (found.size() > sink.settings().number("max-allowed")) {
                found.forEach(var -> sink.report(
                        var.span(),
                        "`" + rule.head().name() + "` depends on `" + var.name() + "`: make it an argument"));
            }
        }
    }

    private static boolean isExternal(Binding.Kind kind) {
        return switch (kind) {
            case RULE, IMPORT, INPUT, DATA -> true;
            case PARAMETER, ASSIGNED, SOME, SOME_IN, EVERY, UNDECLARED, BUILTIN, WILDCARD -> false;
        };
    }
}
