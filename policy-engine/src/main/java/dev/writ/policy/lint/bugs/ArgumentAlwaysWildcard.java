package dev.writ.policy.lint.bugs;

import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.Var;
import dev.writ.policy.builtin.golang.GoRegexp;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.ModuleFacts;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import java.util.List;
import java.util.Objects;

/** No definition of the function uses this argument. */
public final class ArgumentAlwaysWildcard implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "bugs", "argument-always-wildcard", "no definition of the function uses this argument")
            .option("except-function-name-pattern", "^mock_");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        String pattern = sink.settings().text("except-function-name-pattern");
        GoRegexp except = GoRegexp.compile(pattern);
        module.rulesByName().forEach((name, rules) -> {
            boolean excepted = !pattern.isEmpty() && except.matches(name);
            if (!excepted && rules.getFirst().head().isFunction() && isWhole(module, rules.getFirst())) {
                check(rules, sink);
            }
        });
    }

    private static boolean isWhole(Linted module, Rule rule) {
        List<String> path = ModuleFacts.definition(rule).path();
        return module.project().packages().getOrDefault(module.packagePath(), List.of()).stream()
                        .filter(other -> other.definitions().stream()
                                .anyMatch(definition -> definition.path().equals(path)))
                        .count()
                <= 1;
    }

    private static void check(List<Rule> rules, Sink sink) {
        List<Term> first = Objects.requireNonNullElse(rules.getFirst().head().args(), List.of());
        for (int i = 0; i < first.size(); i++) {
            int position = i;
            if (rules.stream().allMatch(rule -> isWildcard(rule, position))) {
                sink.report(
                        first.get(i).span(),
                        "no definition of `" + rules.getFirst().head().name() + "` uses its argument " + (i + 1));
            }
        }
    }

    private static boolean isWildcard(Rule rule, int position) {
        List<Term> args = Objects.requireNonNullElse(rule.head().args(), List.of());
        return position < args.size() && args.get(position) instanceof Var var && var.isWildcard();
    }
}
