package dev.writ.policy.lint.custom;

import dev.writ.policy.ast.Rule;
import dev.writ.policy.builtin.golang.GoRegexp;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.ModuleFacts;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Sink;
import dev.writ.policy.lint.Terms;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Package or rule has no METADATA. */
public final class MissingMetadata implements LintRule {
    private static final RuleInfo INFO = RuleInfo.of("custom", "missing-metadata", "package or rule has no METADATA")
            .off()
            .option("except-package-path-pattern", "")
            .option("except-rule-path-pattern", "");

    @Override
    public RuleInfo info() {
        return INFO;
    }

    @Override
    public void check(Linted module, Sink sink) {
        Set<List<String>> annotated = new HashSet<>();
        module.project()
                .packages()
                .getOrDefault(module.packagePath(), List.of())
                .forEach(other -> annotated.addAll(other.annotated()));
        String path = String.join(".", module.packagePath());
        if (!annotated.contains(List.<String>of()) && !matches(sink, "except-package-path-pattern", path)) {
            sink.report(module.module().packageDecl().span(), "the package has no METADATA");
        }
        Set<List<String>> seen = new HashSet<>();
        for (Rule rule : module.rules()) {
            List<String> name = ModuleFacts.definition(rule).path();
            boolean internal = name.stream().anyMatch(part -> part.startsWith("_"));
            if (seen.add(name)
                    && !internal
                    && !annotated.contains(name)
                    && !matches(sink, "except-rule-path-pattern", path + "." + String.join(".", name))) {
                sink.report(Linted.nameOf(rule), "`" + Terms.ruleName(rule) + "` has no METADATA");
            }
        }
    }

    private static boolean matches(Sink sink, String option, String path) {
        String pattern = sink.settings().text(option);
        return !pattern.isEmpty() && GoRegexp.compile(pattern).matches(path);
    }
}
