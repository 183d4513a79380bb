package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.BodyForm;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Definitions of one function call the same argument by different names. */
public final class InconsistentArgs implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
            "bugs", "inconsistent-args", "definitions of one function call the same argument by different names");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        for (List<Rule> rules : module.rulesByName().values()) {
            Map<Integer, Var> first = new HashMap<>();
            if (rules.stream().map(InconsistentArgs::arity).distinct().count() > 1) {
                // Refused by the checker, which says more about it.
                continue;
            }
            for (Rule rule : rules) {
                if (rule.form() != BodyForm.CHAINED) {
                    check(rule, first, sink);
                }
            }
        }
    }

    private static int arity(Rule rule) {
        return Objects.requireNonNullElse(rule.head().args(), List.of()).size();
    }

    private static void check(Rule rule, Map<Integer, Var> first, Sink sink) {
        List<Term> args = Objects.requireNonNullElse(rule.head().args(), List.of());
        boolean reported = false;
        for (int i = 0; i < args.size(); i++) {
            if (args.get(i) instanceof Var var && !var.isWildcard()) {
                Var before = first.putIfAbsent(i, var);
                if (before != null && !before.name().equals(var.name()) && !reported) {
                    reported = true;
                    sink.report(
                            var.span(),
                            "argument " + (i + 1) + " is called `" + before.name() + "` in line "
                                    + before.span().line());
                }
            }
        }
    }
}
