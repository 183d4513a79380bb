package dev.writ.policy.lint.custom;

import dev.writ.policy.ast.BodyForm;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Var;
import dev.writ.policy.builtin.golang.GoRegexp;
import dev.writ.policy.lint.Binding;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The name breaks a convention of the project. */
public final class NamingConvention implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of(
                    "custom", "naming-convention", "the name breaks a convention of the project")
            .off()
            .option("conventions", List.of());

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        if (sink.settings().value("conventions") instanceof RegoArray conventions) {
            for (RegoValue convention : conventions) {
                if (convention instanceof RegoObject map && map.get("pattern") instanceof RegoString pattern) {
                    check(module, new Shape(pattern.value(), GoRegexp.compile(pattern.value())), targets(map), sink);
                }
            }
        }
    }

    private record Shape(String text, GoRegexp regexp) {}

    private static Set<String> targets(RegoObject convention) {
        Set<String> targets = new HashSet<>();
        if (convention.get("targets") instanceof RegoArray list) {
            list.forEach(target -> targets.add(target instanceof RegoString text ? text.value() : ""));
        }
        return targets;
    }

    private static void check(Linted module, Shape pattern, Set<String> targets, Sink sink) {
        if (targets.contains("package")) {
            check(
                    String.join(".", module.packagePath()),
                    module.module().packageDecl().span(),
                    "package",
                    pattern,
                    sink);
        }
        for (Rule rule : module.rules()) {
            String kind = rule.head().isFunction() ? "function" : "rule";
            if (targets.contains(kind) && rule.form() != BodyForm.CHAINED) {
                check(Terms.ruleName(rule), rule.head().span(), kind, pattern, sink);
            }
        }
        if (targets.contains("variable")) {
            for (Var var : module.all(Var.class)) {
                Binding binding = module.binding(var);
                List<Var> places = binding.declarations().isEmpty() ? binding.occurrences() : binding.declarations();
                if (binding.isLocal() && !places.isEmpty() && Terms.isOne(places.getFirst(), var)) {
                    check(var.name(), var.span(), "variable", pattern, sink);
                }
            }
        }
    }

    private static void check(String name, Span place, String kind, Shape pattern, Sink sink) {
        if (!pattern.regexp().matches(name)) {
            sink.report(place, "the name of the " + kind + " `" + name + "` does not match `" + pattern.text() + "`");
        }
    }
}
