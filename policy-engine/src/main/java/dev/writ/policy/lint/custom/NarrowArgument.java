package dev.writ.policy.lint.custom;

import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.List;
import java.util.Objects;

/** The function needs only a part of this argument. */
public final class NarrowArgument implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "custom", "narrow-argument", "the function needs only a part of this argument")
            .off()
            .option("exclude-args", List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        List<String> excluded = sink.settings().texts("exclude-args");
        for (List<Rule> rules : module.rulesByName().values()) {
            List<Term> args = Objects.requireNonNullElse(rules.getFirst().head().args(), List.of());
            for (int i = 0; i < args.size(); i++) {
                if (args.get(i) instanceof Var var && !var.isWildcard() && !excluded.contains(var.name())) {
                    String common = common(module, rules, i);
                    if (common.contains(".")) {
                        sink.report(var.span(), "the function needs only `" + common + "`");
                    }
                }
            }
        }
    }

    /** What all uses of an argument have in common, as it is written; empty where it is used as a whole. */
    private static String common(Linted module, List<Rule> rules, int position) {
        List<String> common = null;
        String name = "";
        for (Rule rule : rules) {
            List<Term> args = Objects.requireNonNullElse(rule.head().args(), List.of());
            if (position >= args.size() || !(args.get(position) instanceof Var argument)) {
                return "";
            }
            if (argument.isWildcard()) {
                continue;
            }
            name = argument.name();
            for (Var use : module.binding(argument).occurrences()) {
                if (!(module.parent(use) instanceof Ref ref && Terms.isOne(ref.head(), use))) {
                    return "";
                }
                List<String> path = Terms.constantPath(ref);
                common = common == null ? path : prefix(common, path);
            }
        }
        return common == null || common.isEmpty() ? "" : name + "." + String.join(".", common);
    }

    private static List<String> prefix(List<String> first, List<String> second) {
        int length = 0;
        while (length < Math.min(first.size(), second.size())
                && first.get(length).equals(second.get(length))) {
            length++;
        }
        return first.subList(0, length);
    }
}
